using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class HiddenProgramTests
{
    // The headers of a Windows image and nothing that could run.
    private static readonly byte[] Program = Image();

    [Fact]
    public void Base_64_of_a_program_within_a_text_is_found_and_decoded()
    {
        var facts = new FactWriter();

        var found = HiddenPrograms.InText(Encoding.UTF8.GetBytes("{\n  \"data\": \"" + Convert.ToBase64String(Program) + "\" }"), facts);

        Assert.Equal(Program, Assert.Single(found).Bytes.ToArray());
        Assert.Equal(("hidden-program", 2, 12), Stated(facts));
    }

    [Fact]
    public void Base_64_in_lines_is_put_together()
    {
        var found = HiddenPrograms.InText(Encoding.UTF8.GetBytes("-----\n" + Convert.ToBase64String(Program, Base64FormattingOptions.InsertLineBreaks) + "\n-----"), new FactWriter());

        Assert.Equal(Program, Assert.Single(found).Bytes.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hexadecimal_of_a_program_is_found_in_either_case(bool lower)
    {
        var found = HiddenPrograms.InText(Encoding.UTF8.GetBytes("x = '" + (lower ? Convert.ToHexStringLower(Program) : Convert.ToHexString(Program)) + "'"), new FactWriter());

        Assert.Equal(Program, Assert.Single(found).Bytes.ToArray());
    }

    [Fact]
    public void A_constant_text_is_decoded_at_its_place()
    {
        var facts = new FactWriter();
        var place = facts.AddPlace(new Place("Sample", "Run"));
        facts.Add(FactKind.String, Convert.ToBase64String(Program), place);

        var found = HiddenPrograms.InStrings(facts);

        Assert.Equal((place, true), (Assert.Single(found).HostPlace, found[0].Recovered));
        Assert.Equal(Program, found[0].Bytes.ToArray());
        Assert.Contains(facts.ToFacts().Records, record => record.Kind == FactKind.Anomaly && record.Place == place);
    }

    [Theory]
    [InlineData(0x5A)]
    [InlineData(0xFF)]
    public void A_program_under_one_key_byte_is_decrypted(byte key)
    {
        var facts = new FactWriter();

        var found = HiddenPrograms.InUnknown(Program.Select(value => (byte)(value ^ key)).ToArray(), facts);

        Assert.Equal(Program, Assert.Single(found).Bytes.ToArray());
        Assert.Equal("hidden-program", Stated(facts).Anomaly);
    }

    [Fact]
    public void Evenly_spread_bytes_are_measured_and_compressed_formats_are_not()
    {
        var random = new byte[100_000];
        new Random(7).NextBytes(random);
        var (even, zip) = (new FactWriter(), new FactWriter());

        HiddenPrograms.InUnknown(random, even);
        "PK\u0003\u0004"u8.CopyTo(random);
        HiddenPrograms.InUnknown(random, zip);

        var fact = even.ToFacts() is var facts ? facts.Read(Assert.Single(facts.Records)) : default;
        Assert.Equal("even-bytes", fact.Value);
        Assert.InRange(double.Parse(fact.Arguments!["chi-square"]!, System.Globalization.CultureInfo.InvariantCulture), 150, 350);
        Assert.True(zip.ToFacts().RecordSpan.IsEmpty);
    }

    [Theory]
    [InlineData("TVqQAAMAAAAEAAAA")]
    [InlineData("the letters TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA are known")]
    [InlineData("4D5A90000300000004000000FFFF0000")]
    public void A_beginning_without_a_program_is_quiet(string text)
    {
        var facts = new FactWriter();

        Assert.Empty(HiddenPrograms.InText(Encoding.UTF8.GetBytes(text.PadRight(2000, '.')), facts));
        Assert.True(facts.ToFacts().RecordSpan.IsEmpty);
    }

    [Fact]
    public void A_text_that_begins_a_program_again_and_again_is_cut_at_the_limit()
    {
        var one = Convert.ToBase64String(Program) + " ";
        var found = HiddenPrograms.InText(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(one + ". ", 2000))), new FactWriter());

        Assert.Equal(8, found.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Changed_texts_and_bytes_never_throw(int seed)
    {
        var random = new Random(seed);
        var text = Encoding.ASCII.GetBytes("x = '" + Convert.ToBase64String(Program) + "'");
        for (var round = 0; round < 200; round++)
        {
            var changed = (byte[])text.Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            Assert.InRange(HiddenPrograms.InText(changed, new FactWriter()).Count, 0, 1);
            Assert.InRange(HiddenPrograms.InUnknown(changed.AsMemory(0, random.Next(changed.Length)), new FactWriter()).Count, 0, 1);
        }
    }

    private static (string Anomaly, int Line, int Column) Stated(FactWriter writer)
    {
        var facts = writer.ToFacts();
        var fact = facts.Read(Assert.Single(facts.Records, record => record.Kind == FactKind.Anomaly));
        return (fact.Value, fact.Position, fact.Column);
    }

    private static byte[] Image()
    {
        var image = new byte[1024];
        ReadOnlySpan<byte> start = [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, 0, 0];
        start.CopyTo(image);
        image[0x3C] = 0x80;
        "PE\0\0"u8.CopyTo(image.AsSpan(0x80));
        for (var i = 0x100; i < image.Length; i++)
        {
            image[i] = (byte)i;
        }

        return image;
    }
}
