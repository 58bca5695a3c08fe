using System.Buffers.Binary;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>Reports what a central header carries beyond a plain file.</summary>
internal static class ZipFeatures
{
    /// <summary>Highest version that APPNOTE 4.4.3.2 defines: 6.3.</summary>
    private const int KnownVersion = 63;
    private const int LargeExtraField = 256;

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

        if (header.Disk is not (0 or ushort.MaxValue))
        {
            problems.Add(ProblemId.ZipDirectoryInconsistent, entry.Name, "The entry speaks of another part of the archive.");
        }

        ReportExtra(header, entry, problems);
        if (UnixModes.Describe(UnixModes.Of(header)) is { } special)
        {
            problems.Add(ProblemId.ZipSpecialEntry, entry.Name, $"The entry is {special}.");
        }
    }

    private static void ReportExtra(CentralHeader header, ZipEntry entry, ProblemReporter problems)
    {
        var fields = new ExtraFields(header.Extra);
        var isLarge = false;
        while (fields.MoveNext())
        {
            if (fields.Id == ExtraFields.UnicodePath && fields.Data.Length > 5 && !fields.Data[5..].SequenceEqual(header.Name))
            {
                // Info-ZIP: version, CRC-32 of the plain name, then the name that some readers show instead.
                problems.Add(ProblemId.ZipAmbiguousName, entry.Name, "A Unicode path field gives the entry another name.");
            }
            else if (fields.Data.Length > LargeExtraField)
            {
                isLarge = true;
                problems.Add(ProblemId.ZipUnusualFeature, entry.Name, $"Extra field 0x{fields.Id:x4} carries {fields.Data.Length} bytes.");
            }
        }

        // Many small blocks carry as much as a large one.
        if (!isLarge && header.Extra.Length > LargeExtraField)
        {
            problems.Add(ProblemId.ZipUnusualFeature, entry.Name, $"The extra field has {header.Extra.Length} bytes.");
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
