using System.Formats.Asn1;
using System.IO.Compression;
using System.Text;
using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.TestInputs;

namespace Assay.Fuzz.Tests;

public sealed class MutationTests
{
    [Fact]
    public void A_changed_entry_of_a_zip_has_the_checksum_and_sizes_of_its_content()
    {
        var zip = ArchiveSeeds.Zips().First();
        var fitting = 0;
        foreach (var changed in Mutations.Of(new ZipMutation(), zip).Where(changed => !changed.AsSpan().SequenceEqual(zip)))
        {
            try
            {
                using var archive = new ZipArchive(new MemoryStream(changed));
                foreach (var entry in archive.Entries)
                {
                    using var content = new MemoryStream();
                    using var stream = entry.Open();
                    stream.CopyTo(content);
                    fitting += RawZip.Crc32(content.ToArray()) == entry.Crc32 && content.Length == entry.Length ? 1 : 0;
                }
            }
            catch (InvalidDataException)
            {
                // One field lies in some of them: that is what they are for.
            }
        }

        Assert.InRange(fitting, Mutations.Count / 2, int.MaxValue);
    }

    [Fact]
    public void A_changed_message_has_lengths_that_fit()
    {
        var message = SignatureSeeds.Messages().Last();
        var read = 0;
        foreach (var changed in Mutations.Of(DerMutation.Instance, message))
        {
            // Ends that are not written and values in other classes are for the reader of the product to judge.
            var reader = new AsnReader(changed, AsnEncodingRules.BER, new AsnReaderOptions { SkipSetSortOrderVerification = true });
            try
            {
                Assert.Equal(changed.Length, reader.ReadEncodedValue().Length);
                read++;
            }
            catch (AsnContentException)
            {
                Assert.False(reader.HasData && changed.Length == 0);
            }
        }

        Assert.InRange(read, Mutations.Count * 3 / 4, Mutations.Count);
    }

    [Fact]
    public void A_message_is_written_as_it_was_read()
    {
        foreach (var message in SignatureSeeds.Messages())
        {
            Assert.Equal(message, DerNode.Read(message)!.Write());
        }
    }

    [Fact]
    public void A_changed_header_of_a_tar_has_its_checksum()
    {
        var tar = ArchiveSeeds.Tars().First();
        var fixedUp = (byte[])tar.Clone();
        TarMutation.Fix(fixedUp.AsSpan(0, 512));
        Assert.Equal(tar, fixedUp);
        Assert.All(Mutations.Of(TarMutation.Instance, tar).Where(changed => !changed.AsSpan().SequenceEqual(tar)), changed =>
        {
            var at = tar.AsSpan().CommonPrefixLength(changed) / 512 * 512;
            var again = changed[at..(at + 512)];
            TarMutation.Fix(again);
            Assert.Equal(again, changed[at..(at + 512)]);
        });
    }

    [Fact]
    public void What_is_packed_again_can_be_unpacked()
    {
        var packed = Mutations.Of(TarMutation.Instance, ArchiveSeeds.Tars().ElementAt(1)).Count(IsWhole);

        Assert.InRange(packed, Mutations.Count / 2, Mutations.Count);

        static bool IsWhole(byte[] gzip)
        {
            try
            {
                using var stream = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
                stream.CopyTo(Stream.Null);
                return true;
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Fields_of_an_image_are_found_by_their_places()
    {
        var image = AssemblySeeds.Assemblies().First();
        var fields = ImageMutation.Fields(image);

        Assert.Contains((0x3C, 4), fields);
        Assert.Contains((image.AsSpan().IndexOf("BSJB"u8), 4), fields);
        Assert.All(fields, field => Assert.InRange(field.At, 0, image.Length - field.Width));
        Assert.All(Mutations.Of(ImageMutation.Instance, image), changed => Assert.Equal(image.Length, changed.Length));
    }

    [Fact]
    public void A_changed_table_of_certificates_is_where_the_header_says()
    {
        var image = SignatureSeeds.Images().First();
        Assert.All(Mutations.Of(CertificateTableMutation.Instance, image), changed =>
        {
            var entry = SignedTable(changed);
            Assert.Equal(changed.Length, entry.Start + entry.Length);
            Assert.Equal(entry.Length, BitConverter.ToInt32(changed, entry.Start));
        });

        static (int Start, int Length) SignedTable(byte[] image)
        {
            var at = TestInputs.Signing.SignedImage.TableEntry(image);
            return (BitConverter.ToInt32(image, at), BitConverter.ToInt32(image, at + 4));
        }
    }

    [Theory]
    [InlineData("(a [b] {c}) 'd'", 4)]
    [InlineData("(((", 0)]
    [InlineData(")(", 0)]
    public void Parts_lie_between_brackets_and_quotes(string text, int parts) => Assert.Equal(parts, TextParts.Brackets(Encoding.UTF8.GetBytes(text)).Count);

    [Theory]
    [InlineData("<a b=\"c\"><d/>e</a>", 3)]
    [InlineData("<?xml?><!-- a --><b>", 0)]
    [InlineData("<", 0)]
    [InlineData("</a>", 0)]
    public void Parts_are_elements_and_attributes(string text, int parts) => Assert.Equal(parts, TextParts.Elements(Encoding.UTF8.GetBytes(text)).Count);

    [Fact]
    public void A_line_holds_what_is_indented_below_it() =>
        Assert.Equal(["a:\n b\n  c\n", " b\n  c\n", "  c\n", "d\n"], TextParts.Lines("a:\n b\n  c\nd\n"u8.ToArray()).Select(part => "a:\n b\n  c\nd\n"[part.Start..part.End]));
}
