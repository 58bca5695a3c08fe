using System.Buffers.Binary;
using System.Diagnostics;
using Assay.Model;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Authenticode;

public sealed class MalformedTableTests
{
    private static readonly byte[] Library = ImageFacts.Library;
    private static readonly byte[] Signed = new SignedImage(Library) { Message = ImageFacts.Stamped }.Sign();

    [Fact]
    public void A_file_cut_anywhere_in_its_table_has_no_valid_signature()
    {
        for (var length = (Library.Length + 7) & ~7; length < Signed.Length; length += 13)
        {
            var facts = ImageFacts.Of(Signed[..length]);

            Assert.Empty(facts.Statuses);
            Assert.Equal(["signature-malformed"], facts.Anomalies);
            Assert.Equal(ProblemId.SignatureUnreadable, Assert.Single(facts.Problems).Id);
        }
    }

    [Fact]
    public void A_file_cut_in_its_headers_never_throws()
    {
        for (var length = 0; length < 0x400; length++)
        {
            Assert.DoesNotContain("valid", ImageFacts.Of(Signed[..length]).Statuses);
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(7u)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0xFFFF_FFFFu)]
    public void An_entry_with_an_impossible_length_is_malformed(uint length)
    {
        var file = (byte[])Signed.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan((Library.Length + 7) & ~7), length);
        var facts = ImageFacts.Of(file);

        Assert.Empty(facts.Statuses);
        Assert.Contains("signature-malformed", facts.Anomalies);
    }

    [Theory]
    [InlineData(0u, 8u)]
    [InlineData(0x10u, 0x100u)]
    [InlineData(0xFFFF_FFF8u, 0x100u)]
    [InlineData(0x400u, 0xFFFF_FFFFu)]
    public void A_table_in_the_headers_or_outside_the_file_is_malformed_or_none(uint address, uint size)
    {
        var file = (byte[])Signed.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(SignedImage.TableEntry(file)), address);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(SignedImage.TableEntry(file) + 4), size);
        var facts = ImageFacts.Of(file);

        Assert.Empty(facts.Statuses);
        Assert.Equal(address == 0 ? [] : ["signature-malformed"], facts.Anomalies);
    }

    [Fact]
    public void A_table_that_begins_in_a_section_covers_less_and_does_not_fit()
    {
        var file = (byte[])Signed.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(SignedImage.TableEntry(file)), 0x400);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(SignedImage.TableEntry(file) + 4), (uint)(file.Length - 0x400));

        Assert.DoesNotContain("valid", ImageFacts.Of(file).Statuses);
    }

    [Fact]
    public void A_revision_that_no_tool_writes_is_malformed()
    {
        var facts = ImageFacts.Of(new SignedImage(Library) { Message = ImageFacts.Stamped, Revision = 0x300 });

        Assert.Equal(["valid"], facts.Statuses);
        Assert.Equal(["signature-malformed"], facts.Anomalies);
    }

    [Fact]
    public void A_table_of_ten_megabytes_is_read_in_no_time()
    {
        var random = new byte[10 * 1024 * 1024];
        new Random(7).NextBytes(random);
        byte[][] tables =
        [
            SignedImage.Entry(2, random),
            SignedImage.Entry(2, new byte[random.Length]),
            SignedImage.Entry(2, [.. Enumerable.Repeat((byte)0x30, 4), .. random]),
            [.. Enumerable.Range(0, random.Length / 16).SelectMany(_ => SignedImage.Entry(2, [0x30, 0]))],
            SignedImage.Entry(2, [0x30, 0x84, 0x00, 0x9F, 0xFF, 0xFA, .. random[..0x9FFFFA]]),
        ];
        foreach (var table in tables)
        {
            var file = SignedImage.WithTable(Library, table);
            var before = Environment.CpuUsage.TotalTime;
            var facts = ImageFacts.Of(file);

            Assert.Empty(facts.Statuses);
            Assert.Contains("signature-malformed", facts.Anomalies);
            Assert.InRange(Environment.CpuUsage.TotalTime - before, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.InRange(facts.Problems.Count, 1, 32);
        }
    }

    [Fact]
    public void Sections_that_share_bytes_do_not_multiply_the_work_of_page_hashes()
    {
        var image = Library.ToArray();
        var header = BitConverter.ToInt32(image, 0x3C);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(header + 6), 2);
        var sections = header + 24 + BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(header + 20));
        for (var i = 0; i < 2; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(sections + (40 * i) + 16), image.Length - 0x400);
            BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(sections + (40 * i) + 20), 0x400);
        }

        Assert.Equal("1", ImageFacts.Of(new SignedImage(image) { PageHashes = System.Security.Cryptography.HashAlgorithmName.SHA256 }).Anomaly("page-hash-mismatch")["count"]);
    }

    [Fact]
    public void Changed_bytes_never_throw()
    {
        var file = new SignedImage(Library) { PageHashes = System.Security.Cryptography.HashAlgorithmName.SHA1, Nested = new SignedImage(Library), Entries = [(1, new byte[9])], InTable = [1] }.Sign();
        var table = (Library.Length + 7) & ~7;
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            var changed = (byte[])file.Clone();
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                // Numbers of headers, of the table and of the structure in it.
                var at = random.Next(3) switch { 0 => random.Next(0x200), 1 => table + random.Next(64), _ => random.Next(table, changed.Length) };
                changed[at] = random.Next(4) switch { 0 => 0, 1 => 0xFF, 2 => 0x80, _ => (byte)random.Next(256) };
            }

            ImageFacts.Of(changed);
        }
    }
}
