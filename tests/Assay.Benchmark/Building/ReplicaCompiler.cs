using System.Security.Cryptography;
using Assay.TestInputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.Benchmark.Building;

/// <summary>Compiles replicas in memory. Nothing compiled here is ever loaded.</summary>
internal static class ReplicaCompiler
{
    public const string Usings = """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.Globalization; using System.IO; using System.IO.Compression; using System.Linq; using System.Net;
        using System.Net.Http; using System.Net.NetworkInformation; using System.Net.Sockets; using System.Reflection; using System.Runtime.CompilerServices; using System.Runtime.InteropServices;
        using System.Security.Cryptography; using System.Text; using System.Text.Json; using System.Threading; using System.Threading.Tasks;

        """;

    /// <summary>The condition around everything a replica would do: replicas and twins have it alike, so that it tells nothing.</summary>
    public const string Guard = """

        internal static class Inert
        {
            private static int _on;

            public static bool On => Volatile.Read(ref _on) != 0;

            public static void Set(int value) => Volatile.Write(ref _on, value);
        }

        """;

    public static byte[] Compile(string name, string source, IEnumerable<Stub> stubs, IEnumerable<(string Name, byte[] Content)> resources, byte[]? publicKey)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, deterministic: true,
            nullableContextOptions: NullableContextOptions.Disable);
        if (publicKey is not null)
        {
            options = options.WithPublicSign(true).WithCryptoPublicKey([.. publicKey]);
        }

        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], [.. CSharpSample.FrameworkReferences, .. stubs.Select(stub => stub.Reference)], options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, manifestResources: resources.Select(resource => new ResourceDescription(resource.Name, () => new MemoryStream(resource.Content), isPublic: true)));
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)) + "\n" + source);
        }

        return image.ToArray();
    }

    /// <summary>A public key in the form that assemblies carry: a modulus that belongs to nobody.</summary>
    public static byte[] PublicKey()
    {
        var modulus = new byte[128];
        for (var i = 0; i < modulus.Length; i += 32)
        {
            SHA256.HashData([(byte)i]).CopyTo(modulus, i);
        }

        // ECMA-335 II.6.2.1.3 and the RSAPUBKEY structure: signature and hash algorithm, length, blob header, "RSA1", bits, exponent, modulus.
        return [0x00, 0x24, 0, 0, 0x04, 0x80, 0, 0, 0x94, 0, 0, 0, 0x06, 0x02, 0, 0, 0x00, 0x24, 0, 0, 0x52, 0x53, 0x41, 0x31, 0, 4, 0, 0, 1, 0, 1, 0, .. modulus];
    }
}
