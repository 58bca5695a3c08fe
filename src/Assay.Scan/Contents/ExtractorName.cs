using System.Security.Cryptography;
using System.Text;
using Assay.CSharp;
using Assay.DotNet;
using Assay.Framework;
using Assay.Licenses;
using Assay.Model;
using Assay.Native;
using Assay.Packages;
using Assay.PowerShell;
using Assay.Text;

namespace Assay.Scan;

/// <summary>Names what decides which facts are read of a file.</summary>
internal static class ExtractorName
{
    private const int Digits = 16;

    /// <summary>Gives 16 hexadecimal digits for the analysers of this build, the limits that were set, the settings of signatures and what is read besides.</summary>
    public static string Of(ScanOptions options)
    {
        // A compiler gives equal sources an equal id, and other sources another: nobody has to remember to count up.
        Type[] readers =
        [
            typeof(FactRecord), typeof(Unpacker), typeof(AssemblyAnalyzer), typeof(PowerShellAnalyzer), typeof(CSharpAnalyzer), typeof(NativeAnalyzer), typeof(TextAnalyzer), typeof(Signatures.SignatureVerifier),
            typeof(LicenseIndex), typeof(FrameworkTable), typeof(Scanner),
        ];
        var text = new StringBuilder();
        foreach (var reader in readers)
        {
            text.Append(reader.Module.ModuleVersionId).Append('\n');
        }

        text.Append(options.PublicMembers).Append('\n');
        foreach (var changed in options.Limits.Changed)
        {
            text.Append(changed.Name).Append('=').Append(options.Limits[changed.Limit]).Append('\n');
        }

        text.Append(options.Signatures.Identity);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
    }
}
