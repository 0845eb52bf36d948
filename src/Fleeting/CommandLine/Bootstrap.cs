namespace Fleeting.CommandLine;

/// <summary>Copies the plugin from its container image to where GitLab Runner looks for plugins.</summary>
/// <param name="source">The folder with the plugin's files.</param>
internal sealed class Bootstrap(string source)
{
    /// <summary>
    /// Copies by way of a temporary folder, so that nobody ever sees half a plugin. Does nothing when it is there already.
    /// </summary>
    public void Copy(BootstrapTarget target)
    {
        if (Directory.Exists(target.Directory))
        {
            return;
        }

        // On the same file system as the target, or else it could not be renamed.
        var temporary = Path.Combine(target.Root, $".bootstrap-{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(temporary);
            foreach (var file in Directory.EnumerateFiles(source))
            {
                // Keeps the mode, so that the executable stays one.
                File.Copy(file, Path.Combine(temporary, Path.GetFileName(file)));
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target.Directory)!);
            Rename(temporary, target.Directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BootstrapException($"could not bootstrap from {source} to {target.Directory}: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static void Rename(string temporary, string target)
    {
        try
        {
            Directory.Move(temporary, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another bootstrap was faster; both copied the same version.
        }
    }
}
