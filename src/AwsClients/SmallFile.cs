using System.Text;

namespace AwsClients;

/// <summary>Files that a user names. None of them is large: what has no end, such as a device, must not fill the memory.</summary>
internal static class SmallFile
{
    /// <summary>The longest file that is read.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>What to do when one cannot be read.</summary>
    public const string Check = "check the path, and that the user who runs this may read it";

    /// <exception cref="IOException">It cannot be read, or is longer than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static byte[] ReadBytes(string path)
    {
        using var file = File.OpenRead(path);
        var content = new MemoryStream();
        var buffer = new byte[4096];
        while (file.Read(buffer) is var read and > 0)
        {
            Add(content, buffer.AsSpan(0, read), path);
        }

        return content.ToArray();
    }

    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path) => Text(new MemoryStream(ReadBytes(path)));

    /// <inheritdoc cref="ReadBytes"/>
    public static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            var content = new MemoryStream();
            var buffer = new byte[4096];
            while (await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                Add(content, buffer.AsSpan(0, read), path);
            }

            content.Position = 0;
            return Text(content);
        }
    }

    private static void Add(MemoryStream content, ReadOnlySpan<byte> piece, string path)
    {
        if (content.Length + piece.Length > MaxBytes)
        {
            throw new IOException($"{path} is longer than {MaxBytes / 1024 / 1024} MiB");
        }

        content.Write(piece);
    }

    private static string Text(Stream content)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
