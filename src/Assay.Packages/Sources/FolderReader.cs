using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assay.Model;

namespace Assay.Packages.Sources;

/// <summary>Reads a folder into memory as one input: bounded, in ordinal order, links not followed.</summary>
/// <remarks>
/// The bytes of the input are a listing with a line for each file, its SHA-256, two blanks and its name, ordinal by name: what <c>sha256sum</c> prints.
/// The SHA-256 of the folder is that of its listing.
/// </remarks>
internal sealed class FolderReader(string root, UnpackBudget budget)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = default, IgnoreInaccessible = false };

    private readonly List<FolderFile> _files = [];
    private readonly List<FolderOmission> _omissions = [];
    private long _bytes;
    private int _entries;
    private bool _isFull;

    /// <summary>Reads the folder as the input <paramref name="name"/>.</summary>
    public PackageFile Read(string name)
    {
        ReadFolder(new DirectoryInfo(root), "", 0);
        FolderFile[] files = [.. _files.OrderBy(file => file.Name, StringComparer.Ordinal)];
        FolderOmission[] omissions = [.. _omissions.OrderBy(omission => omission.Name, StringComparer.Ordinal)];
        return new PackageFile(name, root, Listing(files)) { Folder = new FolderContent(files, omissions) };
    }

    private void ReadFolder(DirectoryInfo folder, string prefix, int depth)
    {
        if (depth > budget.PathDepth)
        {
            Omit(prefix.TrimEnd('/'), ProblemId.LimitDepth, $"More than {budget.PathDepth} folders: not read.", new LimitValue(Limit.PathDepth, budget.PathDepth));
            return;
        }

        FileSystemInfo[] entries;
        try
        {
            entries = [.. folder.EnumerateFileSystemInfos("*", Everything).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Omit(prefix.TrimEnd('/'), ProblemId.FolderPartUnreadable, $"The folder cannot be read: {exception.GetType().Name}.");
            return;
        }

        foreach (var entry in entries)
        {
            if (_isFull)
            {
                return;
            }

            ReadEntry(entry, prefix + entry.Name, depth);
        }
    }

    private void ReadEntry(FileSystemInfo entry, string name, int depth)
    {
        if (++_entries > budget.EntriesPerArchive)
        {
            _isFull = true;
            Omit(name, ProblemId.LimitEntries, string.Create(CultureInfo.InvariantCulture, $"More than {budget.EntriesPerArchive} files and folders: the rest was not read."), new LimitValue(Limit.ArchiveEntries, budget.EntriesPerArchive));
        }
        else if (entry.Name is ".git" or ".hg" or ".svn")
        {
            Omit(name, ProblemId.FolderPartLeftOut, "This belongs to version control, not to the module: left out.");
        }
        else if ((entry.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            Omit(name, ProblemId.FolderPartUnreadable, "This is a link to another place: not followed.");
        }
        else if (entry is DirectoryInfo folder)
        {
            ReadFolder(folder, name + "/", depth + 1);
        }
        else
        {
            ReadFile((FileInfo)entry, name);
        }
    }

    private void ReadFile(FileInfo file, string name)
    {
        try
        {
            // Pipes, sockets and devices have no length; opening one could wait forever.
            if (file.Length == 0)
            {
                _files.Add(new FolderFile(name, []));
                return;
            }

            using var stream = file.Open(new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
            if (_bytes + stream.Length > budget.InputBytes)
            {
                _isFull = true;
                Omit(name, ProblemId.LimitBytes, string.Create(CultureInfo.InvariantCulture, $"The files of the folder have more than {budget.InputBytes} bytes: the rest was not read."), new LimitValue(Limit.InputBytes, budget.InputBytes));
                return;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            _bytes += bytes.Length;
            _files.Add(new FolderFile(name, bytes));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Omit(name, ProblemId.FolderPartUnreadable, $"The file cannot be read: {exception.GetType().Name}.");
        }
    }

    private void Omit(string name, ProblemId id, string text, LimitValue? reached = null)
    {
        if (_omissions.Count < budget.Problems)
        {
            _omissions.Add(new FolderOmission(name, id, text) { Reached = reached });
        }
    }

    private static byte[] Listing(FolderFile[] files)
    {
        var listing = new StringBuilder();
        foreach (var file in files)
        {
            // A name with a line break or backslash is escaped and its line marked, else two listings could look alike.
            var escaped = file.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            listing.Append(escaped.Length == file.Name.Length ? "" : "\\").Append(Convert.ToHexStringLower(SHA256.HashData(file.Bytes))).Append("  ").Append(escaped).Append('\n');
        }

        return Encoding.UTF8.GetBytes(listing.ToString());
    }
}
