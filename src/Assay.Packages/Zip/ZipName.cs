using System.Text;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>Decodes entry names, APPNOTE appendix D.</summary>
internal static class ZipName
{
    /// <summary>Bit 11: the name is UTF-8 (APPNOTE 4.4.4).</summary>
    public const int Utf8Flag = 1 << 11;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding CodePage437 = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    public static string Decode(ReadOnlySpan<byte> name, bool isUtf8, ProblemReporter problems)
    {
        if (System.Text.Unicode.Utf8.IsValid(name))
        {
            return Strict.GetString(name);
        }

        var text = CodePage437.GetString(name);
        if (isUtf8)
        {
            problems.Add(ProblemId.ZipUnsafeName, text, "The name is marked as UTF-8 and is not.");
        }
        else
        {
            problems.Add(ProblemId.ZipUnusualFeature, text, "The name is in an old code page: installers read it differently.");
        }

        return text;
    }
}
