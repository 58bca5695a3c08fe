using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class NativeTargetTests
{
    [Theory]
    [InlineData("runtimes/win-x64/native/a.dll", "windows", "library", "arm64")]
    [InlineData("runtimes/win-x64/native/a.dll", "linux", "library", "x64")]
    [InlineData("runtimes/win-x64/native/a.dll", "windows", "library", "x86")]
    [InlineData("runtimes/win10-arm64/nativeassets/uap10.0/a.dll", "windows", "library", "x64")]
    [InlineData("runtimes/linux-musl-x64/native/a.so", "linux", "library", "arm64")]
    [InlineData("runtimes/linux-x64/native/a", "linux", "program", "x86")]
    [InlineData("runtimes/osx-arm64/native/a.dylib", "macos", "library", "x64")]
    [InlineData("runtimes/osx/native/a.dylib", "windows", "library", "x64")]
    [InlineData("lib/net8.0/arm64/a.dll", "windows", "library", "x64")]
    [InlineData("build/native/amd64/a.dll", "windows", "library", "x86")]
    public void Code_that_its_folder_cannot_load_is_stated(string path, string system, string kind, string machine)
    {
        var fact = Assert.Single(Link(path, system, kind, machine));

        Assert.Equal((path, $"{(system == "macos" ? "apple" : system)}-{machine}"), (fact["file"], fact["found"]));
    }

    [Theory]
    [InlineData("runtimes/win-x64/native/a.dll", "windows", "library", "x64")]
    [InlineData("runtimes/win/native/a.exe", "windows", "program", "x86")]
    [InlineData("runtimes/win-x64/native/shim.exe", "windows", "program", "x86")]
    [InlineData("runtimes/win-arm64/native/shim.exe", "windows", "program", "x64")]
    [InlineData("runtimes/osx-arm64/native/tool", "macos", "program", "x64")]
    [InlineData("runtimes/osx-arm64/native/a.dylib", "macos", "library", "x64", "arm64")]
    [InlineData("runtimes/maccatalyst-arm64/native/a.dylib", "maccatalyst", "library", "arm64")]
    [InlineData("runtimes/iossimulator-x64/native/a.a", "apple", "static-library", "x64")]
    [InlineData("runtimes/linux-armel/native/a.so", "linux", "library", "arm")]
    [InlineData("runtimes/debian.8-x64/native/a.so", "linux", "library", "x64")]
    [InlineData("runtimes/android-arm64/native/a.so", "linux", "library", "arm64")]
    [InlineData("runtimes/linux-x64/native/a.so", "other", "library", "x64")]
    [InlineData("runtimes/unix/native/a.so", "linux", "library", "x64")]
    [InlineData("runtimes/browser-wasm/native/a.o", "linux", "object", "x64")]
    [InlineData("tools/windows_x64/protoc.exe", "windows", "program", "x86")]
    [InlineData("content/arm64/x64/a.dll", "windows", "library", "x64")]
    [InlineData("tools/a.dll", "windows", "library", "arm64")]
    public void Code_that_may_run_where_it_lies_is_not(string path, string system, string kind, params string[] machines) =>
        Assert.Empty(Link(path, system, kind, machines));

    [Fact]
    public void Managed_code_serves_every_machine() =>
        Assert.Empty(Link("runtimes/win-x64/lib/net8.0/a.dll", ArtifactKind.ManagedAssembly, "linux", "library", "arm64"));

    private static ArgumentList[] Link(string path, string system, string kind, params string[] machines) => Link(path, ArtifactKind.NativeImage, system, kind, machines);

    private static ArgumentList[] Link(string path, ArtifactKind artifact, string system, string kind, params string[] machines)
    {
        var writer = new FactWriter();
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("image.system", system), ("image.kind", kind), .. machines.Select(machine => ("image.machine", machine))])
        {
            writer.Add(FactKind.Metadata, key, arguments: new ArgumentList(new Argument("value", value)));
        }

        var root = PackageLinker.Link(new PackageFacts
        {
            FileName = "a.nupkg", Sha256 = "", Size = 1, Problems = [], Incomplete = false,
            Files =
            [
                new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None),
                new LinkedFile(new ArtifactInfo("a.nupkg!" + path, path, artifact, 1, "", 0, 1, false), writer.ToFacts(), [], Surface.None),
            ],
        }).Files[0].Facts;
        return [.. root.Records.Select(record => root.Read(record)).Where(fact => fact is { Kind: FactKind.Anomaly, Value: "architecture-mismatch" }).Select(fact => fact.Arguments!)];
    }
}
