using System.Text;
using Assay.Model;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Robustness.Tests.Made;

/// <summary>Signatures of packages, images, scripts and catalogues, and the certificates in them.</summary>
internal static class SignatureCases
{
    private const string Malformed = "malformed-signature";
    private const string Broken = "broken-script-signature";

    private static readonly Lazy<byte[]> Message = new(() => SignedPackage.Author(TestAuthority.Default).Sign());

    private static readonly Lazy<byte[]> Script = new(() => new SignedScript { Text = "Start-Process calc.exe\r\n" }.Build());

    private static readonly byte[] Image = PeBuilder.WithCode(characteristics: 0x2022).Imports(("kernel32.dll", ["CreateProcessW"])).Build();

    public static IEnumerable<MadeCase> All =>
    [
        Package("empty", () => []).Says(ProblemId.SignatureUnreadable).Finds(Malformed),
        Package("bytes-behind", () => [.. Message.Value, 0, 0, 0]).Says(ProblemId.SignatureUnreadable).Finds(Malformed),
        Package("cut-in-half", () => Message.Value[..(Message.Value.Length / 2)]).Says(ProblemId.SignatureUnreadable).Finds(Malformed),
        Package("other-content", () => new TestMessage { Content = "nothing"u8.ToArray() }.Sign()),
        Package("content-of-a-megabyte-of-lines", () => (SignedPackage.Author(TestAuthority.Default) with { Content = [.. Encoding.ASCII.GetBytes("Version:1\n\n"), .. Enumerable.Repeat("a:b\n"u8.ToArray(), 250_000).SelectMany(line => line)] }).Sign()),
        Package("without-content", () => (SignedPackage.Author(TestAuthority.Default) with { IsDetached = true }).Sign()),
        Package("certificate-damaged", () => Message.Value.With(Message.Value.First("Test Publisher"u8) + 40, Enumerable.Repeat((byte)0xFF, 60).ToArray())),
        Package("another-message-as-attribute", () => (SignedPackage.Author(TestAuthority.Default) with { UnsignedAttributes = [("1.2.840.113549.1.9.6", Message.Value), ("1.2.840.113549.1.9.16.2.14", DerText.Encode(static writer => writer.WriteOctetString(Message.Value.AsSpan(0, 200))))] }).Sign()),
        Package("ten-thousand-attributes", () => (SignedPackage.Author(TestAuthority.Default) with { UnsignedAttributes = [.. Enumerable.Range(0, 10_000).Select(i => ($"1.2.3.{i}", new byte[] { 5, 0 }))] }).Sign()),
        new MadeCase("signature/package-in-a-zip64", "made.1.0.0.nupkg", () =>
        {
            var package = new NupkgBuilder().Add(new RawEntry(SignedPackage.EntryName, Message.Value) { Method = 0 });
            package.Zip.Zip64Entries = 2;
            return package.Build();
        }).Says(ProblemId.SignatureUnreadable).Finds(Malformed),
        Authenticode("entry-of-no-length", [0, 0, 0, 0, 0, 2, 2, 0]).Finds("starts-process", Malformed),
        Authenticode("entry-of-four-billion", [0xFF, 0xFF, 0xFF, 0xFF, 0, 2, 2, 0]).Finds("starts-process", Malformed),
        Authenticode("entry-of-noise", SignedImage.Entry(2, Bytes.Noise(5000))).Finds("starts-process", Malformed),
        Authenticode("ten-thousand-entries", [.. Enumerable.Repeat(SignedImage.Entry(2, [0x30, 0x05]), 10_000).SelectMany(entry => entry)]).Finds("starts-process", Malformed),
        new MadeCase("signature/image-table-outside", "made.dll", () => Image.U32(SignedImage.TableEntry(Image), 0x7FFF_FFF0).U32(SignedImage.TableEntry(Image) + 4, 64)).Finds("starts-process", Malformed),
        new MadeCase("signature/image-table-of-everything", "made.dll", () => Image.U32(SignedImage.TableEntry(Image), 8).U32(SignedImage.TableEntry(Image) + 4, (uint)Image.Length - 8)).Finds("starts-process", Malformed),
        new MadeCase("signature/image-of-page-hashes-that-run-backwards", "made.dll", () => new SignedImage(Image) { PageHashes = System.Security.Cryptography.HashAlgorithmName.SHA256, ChangePageHashes = static table => Array.Reverse(table) }.Sign()).Finds("starts-process"),
        new MadeCase("signature/image-changed", "made.dll", () => { var signed = new SignedImage(Image).Sign(); return signed.With(0x500, [1, 2, 3]); }).Finds("starts-process", "content-changed-after-signing"),
        Signed("script-block-cut", script => script[..^200]).Says(ProblemId.SignatureUnreadable).Finds("starts-process", Broken),
        Signed("script-block-of-other-letters", script => Block("!!!no base-64!!!")).Says(ProblemId.SignatureUnreadable).Finds("starts-process", Broken),
        Signed("script-block-of-three-million-letters", script => Block([.. Enumerable.Repeat(new string('A', 64), 50_000)])).Says(ProblemId.SignatureUnreadable).Finds("starts-process", Broken),
        Signed("script-block-whole", script => script).Finds("starts-process").AndNothingElse(),
        Signed("script-block-twice", script => [.. script, .. script]).Finds("starts-process"),
        Signed("script-block-of-blanks", script => Encoding.ASCII.GetBytes("Start-Process calc.exe\r\n# SIG # Begin signature block\r\n" + new string(' ', 200_000) + "\r\n# SIG # End signature block\r\n")).Finds("starts-process"),
        Signed("script-of-a-hundred-thousand-begins", script => Encoding.ASCII.GetBytes("Start-Process calc.exe\r\n" + string.Concat(Enumerable.Repeat("# SIG # Begin signature block\r\n", 100_000)))).Finds("starts-process"),
        Signed("script-with-code-behind", script => [.. script, .. "\r\nRemove-Item C:/x\r\n"u8]).Finds("starts-process", "code-after-signature"),
        Signed("script-changed", script => script.With(0, "Stop"u8)).Finds("content-changed-after-signing"),
        new MadeCase("signature/catalogue-cut", "made.cat", () => new TestCatalogue().Add("a.ps1", "Start-Process").Build()[..^50]).Says(ProblemId.SignatureUnreadable),
        new MadeCase("signature/catalogue-without-signature", "made.cat", () => new TestCatalogue().Add("a.ps1", "Start-Process").BuildUnsigned()),
        new MadeCase("signature/catalogue-of-five-thousand-files", "made.cat", () => (new TestCatalogue() with { Files = [.. Enumerable.Range(0, 5_000).Select(i => new TestCatalogueFile($"f{i}", BitConverter.GetBytes((long)i).Concat(new byte[24]).ToArray()))] }).Build()),
        new MadeCase("signature/catalogue-of-paths-that-leave", "made.zip", () => new RawZip().Add(new RawEntry("a.ps1", "Start-Process calc"), new RawEntry("a.cat", new TestCatalogue().Add("..\\..\\a.ps1", "x").Add("C:\\a.ps1", "y").Build())).Build()).Finds("starts-process"),
        new MadeCase("signature/strong-name-outside", "made.dll", () =>
        {
            // ECMA-335 II.25.3.3: the strong name is the fifth directory of the CLI header.
            var image = ManagedImage.Build(static _ => { });
            var header = image.First([0x48, 0, 0, 0, 2, 0, 5, 0]);
            return image.U32(header + 32, 0x7FFF_0000).U32(header + 36, 128).U32(header + 16, 9);
        }).Finds("starts-process"),
        new MadeCase("signature/public-key-of-other-bytes", "made.dll", () => CSharpSample.Compile("[assembly: System.Reflection.AssemblySignatureKey(\"00\", \"zz\")] public class C { public void M() => System.Diagnostics.Process.Start(\"calc\"); }")).Finds("starts-process"),
    ];

    private static MadeCase Package(string id, Func<byte[]> signature) => new("signature/package-" + id, "made.1.0.0.nupkg", () => new NupkgBuilder().Add(new RawEntry(SignedPackage.EntryName, signature()) { Method = 0 }).Build());

    private static MadeCase Authenticode(string id, byte[] table) => new("signature/image-" + id, "made.dll", () => SignedImage.WithTable(Image, table));

    private static byte[] Block(params string[] lines) => Encoding.ASCII.GetBytes($"Start-Process calc.exe\r\n# SIG # Begin signature block\r\n{string.Concat(lines.Select(line => $"# {line}\r\n"))}# SIG # End signature block\r\n");

    private static MadeCase Signed(string id, Func<byte[], byte[]> change) => new("signature/" + id, "made.ps1", () => change(Script.Value));
}
