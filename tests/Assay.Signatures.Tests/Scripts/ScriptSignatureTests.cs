using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Scripts;

public sealed class ScriptSignatureTests
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "utf-16", "utf-16be", "windows-1252", "windows-1251", "shift_jis"];

    [Theory]
    [InlineData(ArtifactKind.PowerShell, "# ", "")]
    [InlineData(ArtifactKind.PowerShellXml, "<!-- ", " -->")]
    [InlineData(ArtifactKind.Xml, "<!-- ", " -->")]
    [InlineData(ArtifactKind.OtherSource, "/* ", " */")]
    public void A_signed_file_of_every_kind_is_valid(ArtifactKind kind, string prefix, string suffix)
    {
        var reading = ScriptReading.Of(new SignedScript { Text = "first\r\nsecond\r\n", Style = (prefix, suffix), Message = new TestMessage { Timestamps = [new TestTimestamp()] } }, kind);

        Assert.True(reading.IsGood);
        Assert.Equal(("sha256", "Test Publisher", "rfc3161"), (reading["digest"], reading["signer"], reading["timestamp"]));
        Assert.Null(reading["encoding"]);
        Assert.Null(reading["line-ends"]);
        Assert.Equal((PositionKind.LineColumn, 4), (reading.Signatures[0].PositionKind, reading.Signatures[0].Position));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_signed_file_in_every_encoding_is_valid(string name)
    {
        var encoding = ByName(name);
        var text = name switch { "windows-1251" => "Write-Output 'Привет'\r\n", "shift_jis" => "Write-Output 'こんにちは'\r\n", _ => "Write-Output 'Grüße, naïve – “quoted”'\r\n" };

        var reading = ScriptReading.Of(new SignedScript { Text = text, Encoding = encoding });

        Assert.True(reading.IsGood);
        Assert.Equal(name is "windows-1252" or "windows-1251" or "shift_jis" ? name : null, reading["encoding"]);
    }

    [Fact]
    public void Text_in_utf8_without_a_mark_that_was_signed_as_western_text_says_which_machines_agree()
    {
        // What the signing command of Windows does to such a file.
        var utf8 = new SignedScript { Text = "Write-Output 'Grüße'\r\n" };
        var signed = utf8 with { SignedText = Western.GetString(Encoding.UTF8.GetBytes(utf8.Text)) };

        var reading = ScriptReading.Of(signed);

        Assert.Equal(("valid", "windows-1252"), (reading.Status, reading["encoding"]));
    }

    [Fact]
    public void Half_a_pair_of_surrogates_is_hashed_as_it_stands()
    {
        // The signing side of the tests would replace it: the text is put together by hand.
        var units = Encoding.Unicode.GetBytes("'a?'\r\n");
        (units[4], units[5]) = (0x00, 0xD8);
        byte[] content = [0xFF, 0xFE, .. units];
        var signature = (new TestMessage
        {
            ContentType = "1.3.6.1.4.1.311.2.1.4",
            Content = SignedScript.IndirectData("1.3.6.1.4.1.311.2.1.30", writer => writer.WriteOctetString(new SignedScript().Package), HashAlgorithmName.SHA256, SHA256.HashData(content)),
        }).Sign();

        Assert.True(ScriptReading.Of([.. content, .. Encoding.Unicode.GetBytes(new SignedScript().Block(signature))]).IsGood);
    }

    [Theory]
    [InlineData("SHA1")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    [InlineData("MD5")]
    public void Every_digest_of_the_text_is_computed(string digest) => Assert.Equal("valid", ScriptReading.Of(new SignedScript { Digest = new HashAlgorithmName(digest) }).Status);

    [Fact]
    public void Long_texts_are_hashed_in_parts_without_losing_characters_at_the_borders()
    {
        var text = string.Concat(Enumerable.Repeat("äö€𝄞\r\n", 20_000));

        Assert.True(ScriptReading.Of(new SignedScript { Text = text }).IsGood);
        Assert.True(ScriptReading.Of(new SignedScript { Text = text, Encoding = Encoding.Unicode }).IsGood);
        Assert.Equal("normalised", ScriptReading.Of(Encoding.UTF8.GetBytes(new SignedScript { Text = text }.Write().Replace("\r\n", "\n", StringComparison.Ordinal)))["line-ends"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("Get-Date")]
    public void Short_texts_are_signed_too(string text) => Assert.True(ScriptReading.Of(new SignedScript { Text = text }).IsGood);

    [Fact]
    public void A_file_that_version_control_gave_other_line_breaks_is_told_apart_from_a_changed_one()
    {
        var windows = new SignedScript { Text = "first\r\nsecond\r\n" };
        var unix = new SignedScript { Text = "first\nsecond\n" };

        var toUnix = ScriptReading.Of(Encoding.UTF8.GetBytes(windows.Write().Replace("\r\n", "\n", StringComparison.Ordinal)));
        var toWindows = ScriptReading.Of(Encoding.UTF8.GetBytes(unix.Write().ReplaceLineEndings("\r\n")));
        var changed = ScriptReading.Of(Encoding.UTF8.GetBytes(windows.Write().Replace("\r\n", "\n", StringComparison.Ordinal).Replace("second", "third", StringComparison.Ordinal)));

        Assert.Equal(("digest-mismatch", "normalised"), (toUnix.Status, toUnix["line-ends"]));
        Assert.Equal(("digest-mismatch", "normalised"), (toWindows.Status, toWindows["line-ends"]));
        Assert.Equal(("digest-mismatch", null), (changed.Status, changed["line-ends"]));
        Assert.All([toUnix, toWindows, changed], reading => Assert.Equal(reading["line-ends"], Assert.Single(reading.Anomalies, anomaly => anomaly.Value == "signature-digest-mismatch").Arguments!["line-ends"]));
    }

    [Fact]
    public void Signed_content_that_is_wrapped_into_an_octet_string_is_read_alike()
    {
        Assert.True(ScriptReading.Of(new SignedScript { IsWrapped = true }).IsGood);
        Assert.Equal("digest-mismatch", ScriptReading.Of(new SignedScript { IsWrapped = true, SignedText = "else" }).Status);
    }

    [Fact]
    public void Line_feeds_that_were_signed_are_valid() => Assert.True(ScriptReading.Of(new SignedScript { Text = "first\nsecond\n" }).IsGood);

    [Fact]
    public void A_signature_of_another_kind_of_file_does_not_count_even_if_the_digest_fits() =>
        Assert.Equal("digest-mismatch", ScriptReading.Of(new SignedScript { Package = new byte[16] }).Status);

    [Fact]
    public void Without_verification_a_signature_is_stated_as_it_describes_itself()
    {
        var reading = ScriptReading.Of(new SignedScript().Build(), verifier: new SignatureVerifier(SignatureSettings.Off));

        Assert.Equal(("not-verified", "Test Publisher"), (reading.Status, reading["signer"]));
        Assert.Empty(reading.Anomalies);
    }

    [Theory]
    [InlineData(ArtifactKind.Text)]
    [InlineData(ArtifactKind.Batch)]
    [InlineData(ArtifactKind.Unknown)]
    public void Files_of_other_kinds_carry_no_block(ArtifactKind kind) => Assert.Empty(ScriptReading.Of(new SignedScript(), kind).Signatures);

    internal static Encoding ByName(string name) => name switch
    {
        "utf-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        "utf-8 with mark" => Encoding.UTF8,
        "utf-16" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name)!,
    };
}
