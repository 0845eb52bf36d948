using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fuzz.Engine;

/// <summary>LLVM's libFuzzer in this process: it makes the inputs, keeps those that reach something new, and watches time and memory.</summary>
internal static unsafe class LibFuzzer
{
    private const string Library = "fuzzer";

    // .NET lives on these signals: a null reference is a SIGSEGV that it turns into an exception.
    private static readonly string[] _signalsLeftToDotnet =
        ["-handle_segv=0", "-handle_bus=0", "-handle_abrt=0", "-handle_ill=0", "-handle_fpe=0", "-handle_int=0", "-handle_term=0"];

    private static Action<byte[]> _run = _ => throw new InvalidOperationException("The fuzzer does not run.");

    /// <summary>Fuzzes until libFuzzer's own limits end the process.</summary>
    /// <param name="library">The path of libFuzzer as a shared library.</param>
    /// <param name="arguments">libFuzzer's.</param>
    /// <param name="run">Runs one input.</param>
    public static int Run(string library, IReadOnlyList<string> arguments, Action<byte[]> run)
    {
        NativeLibrary.SetDllImportResolver(
            Assembly.GetExecutingAssembly(), (name, _, _) => name == Library ? NativeLibrary.Load(library) : IntPtr.Zero);
        _run = run;
        __sanitizer_cov_8bit_counters_init(Counters.Start, Counters.Start + Counters.Length);
        string[] all = ["fuzz", .. _signalsLeftToDotnet, .. arguments];
        var argv = (byte**)NativeMemory.AllocZeroed((nuint)(all.Length + 1), (nuint)sizeof(byte*));
        for (var i = 0; i < all.Length; i++)
        {
            argv[i] = (byte*)Marshal.StringToCoTaskMemUTF8(all[i]);
        }

        var argc = all.Length;
        return LLVMFuzzerRunDriver(&argc, &argv, &RunOne);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int RunOne(byte* data, nuint length)
    {
        _run(new ReadOnlySpan<byte>(data, (int)length).ToArray());
        return 0;
    }

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LLVMFuzzerRunDriver(int* argc, byte*** argv, delegate* unmanaged[Cdecl]<byte*, nuint, int> run);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void __sanitizer_cov_8bit_counters_init(byte* start, byte* stop);
}
