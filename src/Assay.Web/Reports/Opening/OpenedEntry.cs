using System.Security.Cryptography;
using Assay.Model;
using Assay.Packages;

namespace Assay.Web.Reports.Opening;

/// <summary>Finds one file of a package. For child processes only: the bytes are a stranger's.</summary>
internal static class OpenedEntry
{
    /// <summary>Opens a package and hands over one of its files.</summary>
    /// <param name="package">Path of the package file.</param>
    /// <param name="packageSha256">What its bytes must be, lower-case hexadecimal.</param>
    /// <param name="path">Path of the file below the package, <c>tools/b.zip!c.ps1</c>.</param>
    /// <param name="sha256">What its bytes must be: several entries may have one name.</param>
    /// <param name="read">Takes the bytes, which are valid only during the call.</param>
    public static OpenedState Read(string package, string packageSha256, string path, string sha256, Action<Artifact> read)
    {
        var budget = UnpackBudget.Default;
        byte[] bytes;
        try
        {
            if (new FileInfo(package).Length > budget.InputBytes)
            {
                return OpenedState.NoFile;
            }

            bytes = File.ReadAllBytes(package);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return OpenedState.NoFile;
        }

        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != packageSha256)
        {
            return OpenedState.OtherFile;
        }

        const string Name = "package.nupkg";
        var isFound = false;
        try
        {
            Unpacker.Unpack(new PackageFile(Name, Name, bytes), budget, (_, artifact) =>
            {
                if (artifact.Info.Sha256 == sha256 && artifact.Info.Path.AsSpan().EndsWith(path, StringComparison.Ordinal) && artifact.Info.Path.Length == Name.Length + 1 + path.Length)
                {
                    isFound = true;
                    read(artifact);
                    throw new FoundException();
                }

                return [];
            });
        }
        catch (FoundException)
        {
            // The rest of the package is of no interest.
        }

        return isFound ? OpenedState.Found : OpenedState.NoEntry;
    }

    private sealed class FoundException : Exception;
}

/// <summary>What came of looking for a file of a package.</summary>
internal enum OpenedState
{
    /// <summary>It is there.</summary>
    Found,
    /// <summary>The file of the package is not there.</summary>
    NoFile,
    /// <summary>The file of the package has other bytes than those that were analysed.</summary>
    OtherFile,
    /// <summary>The package has no such entry; what an analyser found inside a file is none.</summary>
    NoEntry,
    /// <summary>The child process failed, took too long or gave too much.</summary>
    Failed,
    /// <summary>Too many wait for child processes.</summary>
    Busy,
}
