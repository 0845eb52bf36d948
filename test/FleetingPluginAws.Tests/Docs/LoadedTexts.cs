using System.Reflection;
using System.Reflection.Emit;

namespace FleetingPluginAws.Tests.Docs;

/// <summary>The strings that compiled methods load: what a program can say, whoever writes it and wherever it stands.</summary>
internal static class LoadedTexts
{
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<ushort, OpCode> _opcodes = typeof(OpCodes).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(opcode => (ushort)opcode.Value);

    /// <summary>
    /// The strings of each method of the project, in the order of its code, except of the namespaces left out. An interpolated string is one string for
    /// each piece between its holes.
    /// </summary>
    public static IEnumerable<IReadOnlyList<string>> Of(Assembly project, IReadOnlyCollection<string> leftOut) =>
        from type in project.GetTypes()
        where type.Namespace is { } name && !leftOut.Any(other => name == other || name.StartsWith($"{other}.", StringComparison.Ordinal))
        from method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
        select Of(method).ToList();

    private static IEnumerable<string> Of(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            // A first byte of 0xFE says that there is a second one (ECMA-335, III.1.2).
            var opcode = _opcodes[code[at] == 0xFE ? (ushort)((code[at] << 8) | code[at + 1]) : code[at]];
            at += opcode.Size;
            if (opcode == OpCodes.Ldstr)
            {
                yield return method.Module.ResolveString(BitConverter.ToInt32(code, at));
            }

            at += opcode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
