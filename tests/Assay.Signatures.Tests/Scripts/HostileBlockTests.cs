using System.Text;
using Assay.Model;
using Assay.Signatures.Cms;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Scripts;

public sealed class HostileBlockTests
{
    private const int Flips = 400;

    public static TheoryData<string, ArtifactKind, string, string> Files => new()
    {
        { "utf-8", ArtifactKind.PowerShell, "# ", "" },
        { "utf-8 with mark", ArtifactKind.PowerShellXml, "<!-- ", " -->" },
        { "utf-16", ArtifactKind.PowerShell, "# ", "" },
        { "utf-16be", ArtifactKind.OtherSource, "/* ", " */" },
        { "windows-1252", ArtifactKind.PowerShell, "# ", "" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_changed_bit_anywhere_in_text_or_signature_is_noticed(string encoding, ArtifactKind kind, string prefix, string suffix)
    {
        var script = new SignedScript
        {
            Text = "Write-Output 'Grüße'\r\nGet-Date\r\n",
            Encoding = ScriptSignatureTests.ByName(encoding),
            Style = (prefix, suffix),
            Message = new TestMessage { Timestamps = [new TestTimestamp()] },
        };
        var file = script.Build();
        Assert.True(ScriptReading.Of(file, kind).IsGood);
        var whole = ScriptReading.Of(file, kind).All;

        // The line break behind the block is the only part that nobody signs.
        var end = file.Length - script.Encoding.GetBytes("\r\n").Length;
        var random = new Random(7);
        for (var round = 0; round < Flips; round++)
        {
            var at = round < 80 ? round : random.Next(end);
            var changed = (byte[])file.Clone();
            changed[at] ^= (byte)(1 << random.Next(8));

            var reading = ScriptReading.Of(changed, kind);

            Assert.False(reading.IsGood && reading.All.Select(Text).SequenceEqual(whole.Select(Text)) && !SignsTheSame(script, changed, file), $"byte {at} of {file.Length}: {file[at]:x2} to {changed[at]:x2}");
        }
    }

    private static bool SignsTheSame(SignedScript script, byte[] left, byte[] right) => SignsTheSame(Message(script, left), Message(script, right));

    // Version numbers, the list of digests and the tag of the content are signed by nobody: a change there changes nothing that is said.
    private static bool SignsTheSame(SignedMessage left, SignedMessage right) => left.Content.Span.SequenceEqual(right.Content.Span)
        && left.Certificates.Select(certificate => certificate.Thumbprint).SequenceEqual(right.Certificates.Select(certificate => certificate.Thumbprint))
        && left.Signers.Zip(right.Signers).All(pair => SignsTheSame(pair.First, pair.Second));

    private static bool SignsTheSame(SignedMessageSigner left, SignedMessageSigner right) => left.Signature.Span.SequenceEqual(right.Signature.Span)
        && left.SignedAttributesEncoded.Span.SequenceEqual(right.SignedAttributesEncoded.Span)
        && left.UnsignedAttributes.Zip(right.UnsignedAttributes).All(pair => pair.First.Type == pair.Second.Type && SignsTheSame(SignedMessage.TryRead(pair.First.Values[0], out _)!, SignedMessage.TryRead(pair.Second.Values[0], out _)!));

    private static SignedMessage Message(SignedScript script, byte[] file)
    {
        var lines = script.Encoding.GetString(file).Split("\r\n").Where(line => line.StartsWith(script.Style.Prefix, StringComparison.Ordinal) && !line.Contains("SIG #", StringComparison.Ordinal));
        var base64 = string.Concat(lines.Select(line => line[script.Style.Prefix.Length..^script.Style.Suffix.Length]));
        return SignedMessage.TryRead(Convert.FromBase64String(base64), out _)!;
    }

    [Fact]
    public void A_block_that_is_cut_off_is_invalid()
    {
        var file = new SignedScript().Build();
        var begin = Encoding.UTF8.GetString(file).IndexOf("# SIG", StringComparison.Ordinal);
        for (var length = begin + "# SIG # Begin signature block\r\n".Length; length < file.Length - "\r\n".Length; length += 7)
        {
            var reading = ScriptReading.Of(file[..length]);
            Assert.Empty(reading.Signatures);
            Assert.Equal("signature-block-invalid", Assert.Single(reading.Anomalies).Value);
        }
    }

    [Theory]
    [InlineData("# SIG # Begin signature block\r\n# c2FtcGxl\r\n# SIG # End signature block\r\n", "signature-block-invalid")]
    [InlineData("# SIG # Begin signature block\r\n# c2FtcGx\r\n# SIG # End signature block\r\n", "signature-block-invalid")]
    [InlineData("# SIG # Begin signature block\r\n# !\r\n# SIG # End signature block\r\n", "signature-block-invalid")]
    [InlineData("# SIG # Begin signature block\r\n# SIG # End signature block\r\n", "fake-signature-block")]
    [InlineData("# SIG # End signature block\r\n", "fake-signature-block")]
    [InlineData("<!-- SIG # Begin signature block -->\r\n<!-- c2FtcGxl -->\r\n<!-- SIG # End signature block -->\r\n", "fake-signature-block")]
    public void What_only_looks_like_a_signature_is_said(string block, string anomaly)
    {
        var reading = ScriptReading.Of(Encoding.UTF8.GetBytes("Get-Date\r\n" + block));

        Assert.Empty(reading.Signatures);
        Assert.Equal(anomaly, Assert.Single(reading.Anomalies).Value);
    }

    [Theory]
    [InlineData("$sample = @'\r\n# SIG # Begin signature block\r\n# c2FtcGxl\r\n# SIG # End signature block\r\n'@\r\n")]
    [InlineData("$sample = @\"\r\n# SIG # Begin signature block\r\n$lines\r\n# SIG # End signature block\r\n\"@\r\n")]
    [InlineData("# The mark reads # SIG # Begin signature block\r\nGet-Date\r\n")]
    [InlineData("Get-Date | Where-Object { $_ -match '# SIG # Begin signature block' }\r\n")]
    public void A_script_that_speaks_of_blocks_has_none(string script)
    {
        var reading = ScriptReading.Of(Encoding.UTF8.GetBytes(script));

        Assert.Empty(reading.Signatures);
        Assert.Empty(reading.Anomalies);
    }

    [Fact]
    public void A_block_in_front_of_another_is_told()
    {
        var once = new SignedScript().Write();
        var twice = new SignedScript { Text = once.TrimEnd('\n').TrimEnd('\r') }.Build();

        var reading = ScriptReading.Of(twice);

        Assert.Equal("valid", reading.Status);
        Assert.Equal(("fake-signature-block", "repeated"), (Assert.Single(reading.Anomalies).Value, reading.Anomalies[0].Arguments!["how"]));
    }

    [Theory]
    [InlineData(ArtifactKind.PowerShellXml, "<!-- ", " -->", "<Types/>")]
    [InlineData(ArtifactKind.OtherSource, "/* ", " */", "class X {};")]
    public void What_stands_behind_a_block_is_not_signed(ArtifactKind kind, string prefix, string suffix, string tail)
    {
        var reading = ScriptReading.Of(Encoding.UTF8.GetBytes(new SignedScript { Style = (prefix, suffix) }.Write() + tail), kind);

        Assert.Equal("digest-mismatch", reading.Status);
        Assert.Contains(reading.Anomalies, anomaly => anomaly.Value == "signature-covers-part" && anomaly.Arguments!["signer"] == "Test Publisher");
    }

    [Fact]
    public void White_space_behind_a_block_is_none_of_it() => Assert.True(ScriptReading.Of(Encoding.UTF8.GetBytes(new SignedScript().Write() + "\r\n \r\n")).IsGood);

    [Theory]
    [InlineData(2 * 1024 * 1024)]
    [InlineData(10 * 1024 * 1024)]
    public void A_huge_block_is_read_once_and_is_invalid(int bytes)
    {
        var signature = new byte[bytes];
        signature[0] = 0x30;
        var file = Encoding.UTF8.GetBytes("Get-Date" + new SignedScript().Block(signature));

        var reading = ScriptReading.Of(file);

        Assert.Empty(reading.Signatures);
        Assert.Equal("signature-block-invalid", Assert.Single(reading.Anomalies).Value);
    }

    [Fact]
    public void A_huge_signature_that_is_one_is_verified()
    {
        var padding = DerText.Encode(writer => writer.WriteOctetString(new byte[2 * 1024 * 1024]));

        Assert.Equal("valid", ScriptReading.Of(new SignedScript { Message = new TestMessage { UnsignedAttributes = [("1.3.6.1.4.1.99999.7", padding)] } }).Status);
    }

    [Fact]
    public void Many_marks_take_no_more_than_their_length()
    {
        var marks = string.Concat(Enumerable.Repeat("# SIG # Begin signature block\n", 100_000));
        var ends = string.Concat(Enumerable.Repeat(" # SIG # End signature block\n", 100_000));

        Assert.Equal("signature-block-invalid", ScriptReading.Of(Encoding.UTF8.GetBytes(marks)).Anomalies[^1].Value);
        Assert.Empty(ScriptReading.Of(Encoding.UTF8.GetBytes(ends)).Anomalies);
    }

    [Fact]
    public void Any_bytes_are_read_without_an_exception_and_alike_each_time()
    {
        var file = new SignedScript().Build();
        var random = new Random(11);
        for (var round = 0; round < 1500; round++)
        {
            var changed = (byte[])file.Clone();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            changed = changed[..random.Next(changed.Length / 2, changed.Length)];
            var kind = (ArtifactKind)random.Next((int)ArtifactKind.Catalogue);

            var first = ScriptReading.Of(changed, kind);
            var second = ScriptReading.Of(changed, kind);

            Assert.Equal(first.Anomalies.Select(Text), second.Anomalies.Select(Text));
            Assert.Equal(first.Signatures.Select(Text), second.Signatures.Select(Text));
        }
    }

    private static string Text(Fact fact) => $"{fact.Value} {string.Join(' ', fact.Arguments?.Items.ToArray().Select(item => $"{item.Name}={item.Value}") ?? [])}";
}
