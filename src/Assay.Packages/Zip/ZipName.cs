using System.Text;
using System.Text.Unicode;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>Decodes entry names, APPNOTE appendix D.</summary>
internal static class ZipName
{
    /// <summary>Bit 11: the name is UTF-8 (APPNOTE 4.4.4).</summary>
    public const int Utf8Flag = 1 << 11;

    private static readonly Encoding CodePage437 = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    public static string Decode(ReadOnlySpan<byte> name, int limit) =>
        EntryPath.Shorten((Utf8.IsValid(name) ? Encoding.UTF8 : CodePage437).GetString(name), limit);

    /// <summary>Reports a name whose bytes are not UTF-8.</summary>
    public static void Check(ZipEntry entry, ProblemReporter problems)
    {
        if (Utf8.IsValid(entry.RawName.Span))
        {
            if ((entry.Flags & Utf8Flag) == 0 && !Ascii.IsValid(entry.RawName.Span))
            {
                problems.Add(ProblemId.ZipUnusualFeature, entry.Name, "The name is UTF-8 and not marked as such: NuGet reads it as UTF-8, other readers show other letters.");
            }

            return;
        }

        if ((entry.Flags & Utf8Flag) != 0)
        {
            problems.Add(ProblemId.ZipUnsafeName, entry.Name, "The name is marked as UTF-8 and is not.");
        }
        else
        {
            problems.Add(ProblemId.ZipUnusualFeature, entry.Name, "The name is in an old code page: installers read it differently.");
        }
    }
}
