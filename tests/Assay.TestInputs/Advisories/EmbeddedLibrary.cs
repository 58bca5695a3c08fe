using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.TestInputs.Advisories;

/// <summary>A library as another package ships it: an own small assembly that says of itself what the other one would. Nothing compiled here is ever loaded.</summary>
public sealed record EmbeddedLibrary
{
    /// <summary>Simple name of the assembly.</summary>
    public string Assembly { get; init; } = "Newtonsoft.Json";
    /// <summary>Assembly version.</summary>
    public string Version { get; init; } = "12.0.0.0";
    /// <summary>File version.</summary>
    public string FileVersion { get; init; } = "12.0.3.23909";
    /// <summary>Informational version; null for none.</summary>
    public string? InformationalVersion { get; init; } = "12.0.3+7c3d7f8da7e35dde8fa74188b0decff70f8f10e3";
    /// <summary>Product of the version resource.</summary>
    public string Product { get; init; } = "Json.NET";
    /// <summary>Original name of the version resource.</summary>
    public string OriginalName { get; init; } = "Newtonsoft.Json.dll";
    /// <summary>Public key that the identity has; null for none.</summary>
    public byte[]? PublicKey { get; init; }
    /// <summary>Culture of the assembly; empty for one with code.</summary>
    public string Culture { get; init; } = "";
    /// <summary>More attributes and code.</summary>
    public string More { get; init; } = "public static class Convert { public static string Text(object value) => value.ToString().Trim(); }";

    /// <summary>Compiles it.</summary>
    public byte[] Build()
    {
        var informational = InformationalVersion is null ? "" : $"[assembly: AssemblyInformationalVersion(\"{InformationalVersion}\")]";
        var source = $"""
            using System.Reflection;
            [assembly: AssemblyVersion("{Version}")]
            [assembly: AssemblyFileVersion("{FileVersion}")]
            [assembly: AssemblyProduct("{Product}")]
            [assembly: AssemblyCulture("{Culture}")]
            {informational}
            {More}
            """;
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, moduleName: OriginalName);
        if (PublicKey is not null)
        {
            options = options.WithCryptoPublicKey([.. PublicKey]).WithPublicSign(true);
        }

        var compilation = CSharpCompilation.Create(Assembly, [CSharpSyntaxTree.ParseText(source)], CSharpSample.FrameworkReferences, options);
        using var image = new MemoryStream();
        using var resources = compilation.CreateDefaultWin32Resources(versionResource: true, noManifest: true, manifestContents: null, iconInIcoFormat: null);
        var result = compilation.Emit(image, win32Resources: resources);
        return result.Success ? image.ToArray() : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
