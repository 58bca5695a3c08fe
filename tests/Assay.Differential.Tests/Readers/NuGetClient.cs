using System.Reflection;
using System.Runtime.Loader;
using Assay.TestInputs;

namespace Assay.Differential.Tests.Readers;

/// <summary>The client's own assemblies, taken from the SDK: what <c>dotnet restore</c> installs with, without its process.</summary>
internal sealed class NuGetClient
{
    public const string Name = "NuGet client";

    private readonly Assembly _packaging;
    private readonly Assembly _versioning;
    private readonly Assembly _common;

    private NuGetClient(string sdk)
    {
        var context = new ClientAssemblies(sdk);
        _packaging = context.LoadFromAssemblyPath(Path.Combine(sdk, "NuGet.Packaging.dll"));
        _versioning = context.LoadFromAssemblyPath(Path.Combine(sdk, "NuGet.Versioning.dll"));
        _common = context.LoadFromAssemblyPath(Path.Combine(sdk, "NuGet.Common.dll"));
    }

    /// <summary>Loads it; skips the test where there is no SDK, fails in continuous integration.</summary>
    public static NuGetClient Load()
    {
        Assert.SkipUnless(DotnetCommand.Missing is null || Checkout.IsContinuousIntegration, DotnetCommand.Missing ?? "");
        var sdk = Directory.GetDirectories(Path.Combine(DotnetCommand.Root, "sdk")).Where(folder => File.Exists(Path.Combine(folder, "NuGet.Packaging.dll"))).Max(StringComparer.Ordinal);
        Assert.True(sdk is not null, "The SDK has no NuGet.Packaging.dll.");
        return new NuGetClient(sdk);
    }

    /// <summary>Installs a package into a folder of packages and tells what is there then.</summary>
    public async Task<Reading> ReadAsync(byte[] package, string id, string version, string folder, CancellationToken cancellation)
    {
        var identity = Create(_packaging, "NuGet.Packaging.Core.PackageIdentity", id, Parse(version));
        var resolver = Create(_packaging, "NuGet.Packaging.VersionFolderPathResolver", folder);
        var saved = Enum.ToObject(Find(_packaging, "NuGet.Packaging.PackageSaveMode"), 7);
        var documentation = Enum.ToObject(Find(_packaging, "NuGet.Packaging.XmlDocFileSaveMode"), 0);
        var logger = Find(_common, "NuGet.Common.NullLogger").GetProperty("Instance")!.GetValue(null);
        var context = Create(_packaging, "NuGet.Packaging.PackageExtractionContext", saved, documentation, null, logger);
        Func<Stream, Task> copy = stream => stream.WriteAsync(package, cancellation).AsTask();
        var install = Find(_packaging, "NuGet.Packaging.PackageExtractor").GetMethods().Single(method => method.Name == "InstallFromSourceAsync" && method.GetParameters()[0].ParameterType == typeof(string));
        try
        {
            await (Task)install.Invoke(null, ["feed", identity, copy, resolver, context, cancellation, Guid.Empty])!;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Reading.Refused(Name, exception.Message);
        }

        var added = $"{id}.{version}.nupkg";
        return Reading.Of(Name, (await Reading.BelowAsync(Path.Combine(folder, id, version), cancellation)).Where(file => file.Name != ".nupkg.metadata" && file.Name != added && file.Name != added + ".sha512"));
    }

    /// <summary>Writes a package as <c>dotnet pack</c> and <c>nuget pack</c> do.</summary>
    public byte[] Pack(string id, string version, IReadOnlyList<(string Source, string Target)> files)
    {
        dynamic builder = Activator.CreateInstance(Find(_packaging, "NuGet.Packaging.PackageBuilder"))!;
        builder.Id = id;
        builder.Version = (dynamic)Parse(version);
        builder.Description = "Text";
        builder.Authors.Add("Somebody");
        foreach (var (source, target) in files)
        {
            dynamic file = Activator.CreateInstance(Find(_packaging, "NuGet.Packaging.PhysicalPackageFile"))!;
            file.SourcePath = source;
            file.TargetPath = target;
            builder.Files.Add(file);
        }

        var output = new MemoryStream();
        builder.Save(output);
        return output.ToArray();
    }

    private object Parse(string version) => Find(_versioning, "NuGet.Versioning.NuGetVersion").GetMethod("Parse", [typeof(string)])!.Invoke(null, [version])!;

    private static Type Find(Assembly assembly, string name) => assembly.GetType(name, throwOnError: true)!;

    private static object Create(Assembly assembly, string name, params object?[] arguments) => Activator.CreateInstance(Find(assembly, name), arguments)!;

    // The SDK's assemblies before those that this test was built with.
    private sealed class ClientAssemblies(string folder) : AssemblyLoadContext("NuGet client")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(folder, assemblyName.Name + ".dll") is var path && File.Exists(path) && assemblyName.Name!.StartsWith("NuGet.", StringComparison.Ordinal) ? LoadFromAssemblyPath(path) : null;
    }
}
