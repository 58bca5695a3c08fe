using Assay.Model;

namespace Assay.Packages;

/// <summary>Reads an input that has no name, as what a program finds on its standard input.</summary>
public static class StreamSource
{
    private const string Name = "<stdin>";

    /// <summary>Reads to the end. Content that nothing is known of but that it is text is taken for a PowerShell script. Throws <see cref="PackageSourceException"/> when it is larger than the input limit or cannot be read.</summary>
    public static async Task<PackageLocation> ReadAsync(Stream input, AnalysisLimits limits, CancellationToken cancellation)
    {
        var limit = limits[Limit.InputBytes];
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        try
        {
            for (int read; (read = await input.ReadAsync(buffer, cancellation)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length > limit)
                {
                    throw new PackageSourceException($"Standard input has more than {limit} bytes (input-bytes).");
                }
            }
        }
        catch (IOException exception)
        {
            throw new PackageSourceException($"Standard input cannot be read: {exception.Message}", exception);
        }

        var bytes = content.ToArray();

        // No file system allows these characters in a name on every platform, so it is the name of no package.
        var name = ArtifactIdentifier.Identify(bytes, Name) is ArtifactKind.Text or ArtifactKind.PowerShell ? Name + ".ps1" : Name;
        return new PackageLocation("standard input", name, bytes.LongLength) { Content = new PackageFile(name, "standard input", bytes) };
    }
}
