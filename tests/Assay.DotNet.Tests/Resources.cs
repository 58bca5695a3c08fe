using System.IO.Compression;
using Assay.TestInputs;
using Microsoft.CodeAnalysis;

namespace Assay.DotNet.Tests;

/// <summary>Assemblies with embedded content, and ways to hide it.</summary>
internal static class Resources
{
    /// <summary>A library that does nothing.</summary>
    public static byte[] SampleImage() => CSharpSample.Compile("public class Nothing { }", "Nothing");

    public static byte[] WithResource(string name, byte[] content, string source) =>
        CSharpSample.Compile("using System; using System.IO;" + source, resources: [new ResourceDescription(name, () => new MemoryStream(content, writable: false), isPublic: true)]);

    public static byte[] Combine(byte[] content, byte key) => [.. content.Select(value => (byte)(value ^ key))];

    public static byte[] Zip(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zip = new GZipStream(output, CompressionLevel.SmallestSize))
        {
            zip.Write(content);
        }

        return output.ToArray();
    }
}
