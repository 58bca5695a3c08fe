using System.Reflection.Metadata;

namespace Assay.DotNet.Obfuscation;

/// <summary>Types that code protection tools put into what they protect: their attribute, or their run-time.</summary>
internal static class ProtectorMarks
{
    private static readonly (string Namespace, string Name, string Tool)[] Marks =
    [
        ("", "ConfusedByAttribute", "ConfuserEx"),
        ("", "DotfuscatorAttribute", "Dotfuscator"),
        ("SmartAssembly.Attributes", "PoweredByAttribute", "SmartAssembly"),
        ("", "BabelAttribute", "Babel Obfuscator"),
        ("", "BabelObfuscatorAttribute", "Babel Obfuscator"),
        ("CryptoObfuscator", "ProtectedWithCryptoObfuscatorAttribute", "Crypto Obfuscator"),
        ("SecureTeam.Attributes", "ObfuscatedByAgileDotNetAttribute", "Agile.NET"),
        ("SecureTeam.Attributes", "ObfuscatedByCliSecureAttribute", "CliSecure"),
        ("", "<AgileDotNetRT>", "Agile.NET"),
        ("", "ObfuscatedByGoliath", "Goliath.NET"),
        ("", "YanoAttribute", "Yano"),
        ("Xenocode.Client.Attributes.AssemblyAttributes", "ProcessedByXenocode", "Xenocode"),
        ("NineRays.Obfuscator", "Evaluation", "Spices.Net"),
        ("", "InfaceMaxtoCode", "MaxtoCode"),
        ("", "ZYXDNGuarder", "DNGuard"),
        ("", "DotNetPatcherObfuscatorAttribute", ".NET Patcher"),
        ("", "DotNetPatcherPackerAttribute", ".NET Patcher"),
        ("Macrobject", "Obfuscator", "Macrobject"),
    ];

    /// <summary>The tool whose mark this type is; null for all others.</summary>
    public static string? ToolOf(MetadataReader metadata, in TypeDefinition type)
    {
        var comparer = metadata.StringComparer;
        foreach (var (@namespace, name, tool) in Marks)
        {
            if (comparer.Equals(type.Name, name))
            {
                return @namespace.Length == 0 || comparer.Equals(type.Namespace, @namespace) ? tool : null;
            }
        }

        return null;
    }
}
