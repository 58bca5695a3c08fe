using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Native.Tests;

public sealed class PeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Imports_are_spelled_like_declared_functions(bool wide)
    {
        var image = PeBuilder.WithCode(wide)
            .Imports(("KERNEL32.dll", ["CreateProcessW", "CopyFileA"]), ("api-ms-win-core-registry-l1-1-0.dll", ["RegOpenKeyExW"]), ("WS2_32.dll", ["13", "9999"]), ("WSOCK32.dll", ["10"]), ("sample.dll", ["7", "?decorated@@YAXXZ"]))
            .DelayImports(("urlmon.dll", ["URLDownloadToFileW"])).Build();

        var read = Read.Pe(image);

        Assert.Equal(["kernel32!CreateProcess", "kernel32!CopyFile", "advapi32!RegOpenKeyEx", "ws2_32!listen", "ws2_32!#9999", "wsock32!inet_addr", "sample!#7", "urlmon!URLDownloadToFile"], read.Imports);
        var import = read.Of(FactKind.Import).First();
        Assert.Equal(PositionKind.ByteOffset, import.PositionKind);
        Assert.StartsWith("CreateProcessW\0", Encoding.Latin1.GetString(image, import.Position, 20), StringComparison.Ordinal);
        Assert.Empty(read.Anomalies);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void What_a_runtime_imports_to_start_says_nothing_of_the_program()
    {
        string[] cookie = ["GetSystemTimeAsFileTime", "GetCurrentThreadId", "GetCurrentProcessId", "QueryPerformanceCounter"];
        string[] start = ["IsDebuggerPresent", "TerminateProcess", "SetUnhandledExceptionFilter"];

        var runtime = Read.Pe(PeBuilder.WithCode().Imports(("KERNEL32.dll", [.. cookie, .. start, "CreateRemoteThread"])).Build());
        var other = Read.Pe(PeBuilder.WithCode().Imports(("KERNEL32.dll", [.. cookie[1..], .. start])).Build());

        Assert.Equal(["kernel32!CreateRemoteThread"], runtime.Imports);
        Assert.Equal(["7"], runtime.Metadata("image.start-up-imports"));
        Assert.Equal(6, other.Imports.Length);
    }

    [Fact]
    public void Exports_have_names_and_forwarders()
    {
        var read = Read.Pe(PeBuilder.WithCode(characteristics: 0x2022).Exports("sample.dll", ["First", "Second", "?decorated@@YAXXZ"], forwarded: "NTDLL.RtlFirst").Build());

        Assert.Equal(["First", "Second"], read.Exports);
        Assert.Equal("NTDLL.RtlFirst", read.Of(FactKind.Export).First().Arguments!["forwards"]);
        Assert.Equal(["3"], read.Metadata("image.exports"));
        Assert.Equal(["sample.dll"], read.Metadata("image.name"));
        Assert.Equal(["library"], read.Metadata("image.kind"));
    }

    [Fact]
    public void The_headers_say_machine_system_and_protections()
    {
        var read = Read.Pe(PeBuilder.WithCode().Build());

        Assert.Equal(["x64"], read.Metadata("image.machine"));
        Assert.Equal(["windows"], read.Metadata("image.system"));
        Assert.Equal(["console"], read.Metadata("image.subsystem"));
        Assert.Equal(["program"], read.Metadata("image.kind"));
        Assert.Equal("true true true", string.Join(' ', (string[])[.. read.Metadata("image.address-randomisation"), .. read.Metadata("image.data-not-executable"), .. read.Metadata("image.control-flow-guard")]));
    }

    [Fact]
    public void Resources_give_version_execution_level_and_embedded_programs()
    {
        var inner = PeBuilder.WithCode().Build();
        var read = Read.Pe(PeBuilder.WithCode().Resources((10, inner), (16, VersionInfo()), (24, Encoding.UTF8.GetBytes("<requestedExecutionLevel level='requireAdministrator'/>")), (3, "MZ but no program"u8.ToArray())).Build());

        Assert.Equal(["Sample"], read.Metadata("file.description"));
        Assert.Equal(["The company"], read.Metadata("file.company"));
        Assert.Equal(["sample.exe"], read.Metadata("file.original-name"));
        Assert.Equal(["requireAdministrator"], read.Metadata("image.execution-level"));
        var derived = Assert.Single(read.Derived);
        Assert.Equal("rsrc:10/101", derived.Name);
        Assert.Equal(inner, derived.Bytes.ToArray());
        Assert.Equal("pe", Assert.Single(read.Of(FactKind.Resource)).Arguments!["kind"]);
    }

    [Fact]
    public void The_version_of_a_managed_image_is_read_too_but_not_its_identity()
    {
        var read = Read.From(PeBuilder.WithCode().Resources((16, VersionInfo())).Build(), ArtifactKind.ManagedAssembly);

        Assert.Equal(["The company"], read.Metadata("file.company"));
        Assert.Empty(read.Metadata("image.machine"));
    }

    [Fact]
    public void Programs_behind_the_sections_are_read_one_by_one()
    {
        var first = PeBuilder.WithCode().Build();
        var second = PeBuilder.WithCode(wide: false).Build();
        var builder = PeBuilder.WithCode();
        builder.Overlay = [.. new byte[64], .. first, .. second];

        var read = Read.Pe(builder.Build());

        Assert.Equal("pe", read.Of(FactKind.Metadata).Single(fact => fact.Value == "image.overlay").Arguments!["kind"]);
        Assert.Equal(["overlay:1", "overlay:2"], read.Derived.Select(derived => derived.Name));
        Assert.Equal(first, read.Derived[0].Bytes.ToArray());
        Assert.Equal(second, read.Derived[1].Bytes.ToArray());
    }

    [Fact]
    public void A_signature_behind_the_sections_is_no_overlay()
    {
        var plain = PeBuilder.WithCode().Build();
        var builder = PeBuilder.WithCode().Directory(4, plain.Length, 1024);
        builder.Overlay = Bytes.Noise(1024);

        Assert.Empty(Read.Pe(builder.Build()).Metadata("image.overlay"));
        Assert.Equal(["1024"], Read.Pe([.. plain, .. Bytes.Noise(1024)]).Metadata("image.overlay"));
    }

    [Fact]
    public void Packed_sections_are_named_by_packer_or_by_what_they_hold()
    {
        var noise = Bytes.Noise(32 * 1024);
        var upx = new PeBuilder().Section("UPX0", [], PeBuilder.WritableCode, 0x8000).Section("UPX1", noise, PeBuilder.WritableCode);
        var nameless = new PeBuilder().Section("one", noise, PeBuilder.Code);
        var busy = new PeBuilder().Section("one", noise, PeBuilder.Code).Imports(("user32.dll", [.. Enumerable.Range(1, 40).Select(number => $"Function{number}")]));
        var nameOnly = new PeBuilder().Section("UPX0", new byte[600], PeBuilder.Code);

        Assert.Equal(["packed-executable: upx"], Read.Pe(upx.Build()).Anomalies);
        Assert.Equal(["packed-executable: unknown"], Read.Pe(nameless.Build()).Anomalies);
        Assert.Empty(Read.Pe(busy.Build()).Anomalies);
        Assert.Empty(Read.Pe(nameOnly.Build()).Anomalies);
    }

    [Fact]
    public void A_structure_that_contradicts_itself_is_stated()
    {
        var outside = PeBuilder.WithCode();
        outside.EntryPoint = 0x500;
        var data = PeBuilder.WithCode().Section(".data", new byte[512], PeBuilder.Data);
        data.EntryPoint = 0x2_0000;
        var overlapping = PeBuilder.WithCode().Section(".data", new byte[512], PeBuilder.Data).Build();
        overlapping.AsSpan(0x80 + 24 + 240 + 20, 4).CopyTo(overlapping.AsSpan(0x80 + 24 + 240 + 40 + 20));
        var table = PeBuilder.WithCode().Directory(1, 0x7FFF_0000, 40);

        Assert.Equal(["misleading-structure: entry-point-outside-sections"], Read.Pe(outside.Build()).Anomalies);
        Assert.Equal(["misleading-structure: entry-point-not-executable"], Read.Pe(data.Build()).Anomalies);
        Assert.Equal(["misleading-structure: sections-share-bytes"], Read.Pe(overlapping).Anomalies);
        Assert.Equal(["misleading-structure: section-outside-file"], Read.Pe(PeBuilder.WithCode().Build()[..0x500]).Anomalies);
        Assert.Equal(["misleading-structure: table-outside-file"], Read.Pe(table.Build()).Anomalies);
        Assert.Equal(ProblemId.PeInvalid, Assert.Single(Read.Pe([.. "MZ"u8, .. new byte[100]]).Problems).Id);
    }

    [Fact]
    public void Functions_that_run_before_the_entry_point_are_counted()
    {
        var builder = PeBuilder.WithCode();
        var at = builder.NextAddress;
        var data = new Bytes(at, wide: true).Address(0).Address(0).Address(0).Address(0x40_0000 + at + 40).U32(0).U32(0).Address(0x41_0000).Address(0x41_0010).Address(0);
        builder.Section(".tls", data.ToArray(), PeBuilder.Data).Directory(9, at, 40);

        Assert.Equal(["2"], Read.Pe(builder.Build()).Metadata("image.start-up-functions"));
    }

    // VS_VERSIONINFO with one table of texts.
    private static byte[] VersionInfo()
    {
        var texts = new Bytes();
        foreach (var (name, value) in new[] { ("CompanyName", "The company"), ("FileDescription", "Sample"), ("OriginalFilename", "sample.exe"), ("Comments", "other") })
        {
            var start = texts.Position;
            texts.U16(0).U16(value.Length + 1).U16(1).Wide(name).Align(4).Wide(value);
            var length = texts.Position - start;
            texts.Align(4);
            texts.Patch32(start, length | ((long)(value.Length + 1) << 16));
        }

        var content = texts.ToArray();
        return new Bytes().U16(0).U16(52).U16(0).Wide("VS_VERSION_INFO").Align(4).Add(new byte[52])
            .U16(36 + 24 + content.Length).U16(0).U16(1).Wide("StringFileInfo").Align(4).U16(24 + content.Length).U16(0).U16(1).Wide("040904b0").Align(4).Add(content).ToArray();
    }
}
