using System.Text;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>Reports what a central header carries beyond a plain file.</summary>
internal static class ZipFeatures
{
    /// <summary>Highest version that APPNOTE 4.4.3.2 defines: 6.3.</summary>
    private const int KnownVersion = 63;
    private const int LargeExtraField = 256;
    // APPNOTE 4.4.4: enhanced deflating, patched data, and what is unused or reserved.
    private const int UnusualFlags = (1 << 4) | (1 << 5) | (0b1111 << 7) | (1 << 12) | (1 << 14) | (1 << 15);
    private const int WindowsFolder = 0x10;

    public static void Report(CentralHeader header, ZipEntry entry, ProblemReporter problems)
    {
        if ((header.VersionNeeded & 0xFF) > KnownVersion)
        {
            problems.Add(ProblemId.ZipUnusualFeature, entry.Name, $"The entry asks for version {(header.VersionNeeded & 0xFF) / 10}.{(header.VersionNeeded & 0xFF) % 10} of the format.");
        }

        if (header.CommentLength > 0)
        {
            problems.Add(ProblemId.ZipUnusualFeature, entry.Name, $"The entry has a comment of {header.CommentLength} bytes.");
        }

        if ((entry.Flags & UnusualFlags) != 0)
        {
            problems.Add(ProblemId.ZipUnusualFeature, entry.Name, $"The entry has flags that hardly any reader knows (0x{entry.Flags & UnusualFlags:x4}): some refuse it.");
        }

        // Only a zip64 field may move the number of the part elsewhere (APPNOTE 4.4.13), and nothing else moves with it here.
        if (header.Disk != 0)
        {
            problems.Add(ProblemId.ZipDirectoryInconsistent, entry.Name, "The entry speaks of another part of the archive.");
        }

        ReportExtra(header.Extra, header.Name, entry, problems);
        ReportFolder(header, entry, problems);
        if (UnixModes.Describe(UnixModes.Of(header)) is { } special)
        {
            problems.Add(ProblemId.ZipSpecialEntry, entry.Name, $"The entry is {special}.");
        }
    }

    /// <summary>Reports what the extra field of a local header carries beyond that of the central one.</summary>
    public static void ReportLocalExtra(LocalHeader local, CentralHeader central, ZipEntry entry, ProblemReporter problems)
    {
        if (local.Extra.Length > 0 && !local.Extra.SequenceEqual(central.Extra))
        {
            ReportExtra(local.Extra, local.Name, entry, problems);
        }
    }

    private static void ReportFolder(CentralHeader header, ZipEntry entry, ProblemReporter problems)
    {
        if (entry.CompressedSize == 0)
        {
            return;
        }

        if (header.Name is [.., (byte)'/'])
        {
            problems.Add(ProblemId.ZipAmbiguousName, entry.Name, "The name is that of a folder and the entry has content: installers and archive programs drop it or make a file of it.");
        }
        else if ((header.ExternalAttributes & WindowsFolder) != 0 || UnixModes.IsFolder(UnixModes.Of(header)))
        {
            problems.Add(ProblemId.ZipSpecialEntry, entry.Name, "The entry is marked as a folder and has content: NuGet makes a file of it, some archive programs a folder.");
        }
    }

    private static void ReportExtra(ReadOnlySpan<byte> extra, ReadOnlySpan<byte> name, ZipEntry entry, ProblemReporter problems)
    {
        var fields = new ExtraFields(extra);
        var isLarge = false;
        var carried = 0;
        while (fields.MoveNext())
        {
            if (fields.Id == ExtraFields.UnicodePath && fields.Data.Length > 5 && !fields.Data[5..].SequenceEqual(name))
            {
                // Info-ZIP: version, CRC-32 of the plain name, then the name that some readers show instead.
                var other = EntryPath.Shorten(Encoding.UTF8.GetString(fields.Data[5..]), entry.NameLimit);
                problems.Add(ProblemId.ZipAmbiguousName, entry.Name, $"A Unicode path field gives the entry another name, which NuGet ignores and archive programs take: {other}");
            }
            else if (fields.Id == ExtraFields.GrowthHint)
            {
                continue;
            }
            else if (fields.Data.Length > LargeExtraField)
            {
                isLarge = true;
                problems.Add(ProblemId.ZipUnusualFeature, entry.Name, $"Extra field 0x{fields.Id:x4} carries {fields.Data.Length} bytes.");
            }

            carried += fields.Data.Length;
        }

        // Many small blocks carry as much as a large one.
        if (!isLarge && carried > LargeExtraField)
        {
            problems.Add(ProblemId.ZipUnusualFeature, entry.Name, $"The blocks of the extra field carry {carried} bytes.");
        }

        if (fields.IsBroken)
        {
            problems.Add(ProblemId.ZipUnusualFeature, entry.Name, "The extra field does not consist of whole blocks.");
        }
    }
}

/// <summary>Reads the Unix file modes that stand in the upper half of the external attributes.</summary>
internal static class UnixModes
{
    private const int TypeMask = 0xF000;

    /// <summary>Gives the mode of an entry made on Unix (3) or macOS (19), APPNOTE 4.4.2; else 0.</summary>
    public static int Of(CentralHeader header) => (header.VersionMadeBy >> 8) is 3 or 19 ? (int)(header.ExternalAttributes >> 16) : 0;

    public static bool IsFolder(int mode) => (mode & TypeMask) == 0x4000;

    /// <summary>Names what is not a plain file or folder; null for those.</summary>
    public static string? Describe(int mode) => (mode & TypeMask) switch
    {
        0xA000 => "a symbolic link",
        0x2000 => "a character device",
        0x6000 => "a block device",
        0x1000 => "a named pipe",
        0xC000 => "a socket",
        _ when (mode & 0x0C00) != 0 => "marked set-user-id or set-group-id",
        _ => null,
    };
}
