using Assay.Model.Storing;

namespace Assay.Model.Tests;

public sealed class StoredFactsTests
{
    [Fact]
    public void What_was_written_is_read_again()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var facts = RandomFacts(seed);

            var back = Back(Bytes(facts));

            Assert.Equal(facts.Records, back.Records);
            Assert.Equal(facts.Strings, back.Strings);
            Assert.Equal(facts.Places, back.Places);
            Assert.Equal(facts.Arguments, back.Arguments);
            Assert.Equal(facts.Problems, back.Problems);
            Assert.Equal(facts.Complete, back.Complete);
            Assert.Equal(facts.Links.Count, back.Links.Count);
            Assert.Equal(facts.Links.Junctions, back.Links.Junctions);
            Assert.Equal(facts.Links.References, back.Links.References);
            Assert.Equal(facts.Links.Dispatches.ToArray(), back.Links.Dispatches.ToArray());
            for (var point = 0; point < facts.Places.Count + facts.Links.Junctions; point++)
            {
                Assert.Equal(facts.Links.From(point).ToArray(), back.Links.From(point).ToArray());
                Assert.Equal(facts.Links.OfType(point).ToArray(), back.Links.OfType(point).ToArray());
            }

            Assert.Equal(Bytes(facts), Bytes(back));
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("Größe")]
    [InlineData("a\uD83D\uDE00b")]
    [InlineData("half \uD83D")]
    [InlineData("\uDE00 half")]
    [InlineData("\0\uFFFF")]
    public void Every_text_comes_back_as_it_was(string text)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.String, text);
        var buffer = new StoredBuffer();
        buffer.Text(text);
        buffer.Text(null);
        var reader = new StoredReader(buffer.Written);

        Assert.Equal([text], Back(Bytes(writer.ToFacts())).Strings);
        Assert.Equal(text, reader.Text());
        Assert.Null(reader.Text());
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Numbers_of_either_sign_come_back(int number)
    {
        var buffer = new StoredBuffer();
        buffer.Signed(number);

        Assert.Equal(number, new StoredReader(buffer.Written).Signed());
    }

    // What is read from a damaged file may be wrong, but nobody stumbles over it.
    [Fact]
    public void Damaged_bytes_are_refused_or_give_facts_that_hold_together()
    {
        var refused = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var bytes = Bytes(RandomFacts(seed % 20));
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            bytes = random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            try
            {
                Use(Back(bytes));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 2_999);
    }

    [Fact]
    public void A_kind_beyond_the_last_one_is_refused()
    {
        const int Facts = 50;
        var last = Enum.GetValues<FactKind>().Max();
        var writer = new FactWriter();
        for (var i = 0; i < Facts; i++)
        {
            writer.Add(last, "a");
        }

        var bytes = Bytes(writer.ToFacts());
        var kind = bytes.AsSpan().IndexOf(Enumerable.Repeat((byte)last, Facts).ToArray());
        Assert.Equal(Facts, Back(bytes).Records.Count);
        bytes[kind]++;

        Assert.Throws<InvalidDataException>(() => Back(bytes));
    }

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_takes_no_memory()
    {
        var buffer = new StoredBuffer();
        buffer.Byte(1);
        buffer.Byte(1);
        buffer.Number(int.MaxValue);
        var bytes = buffer.Written.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => Back(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static void Use(FileFacts facts)
    {
        foreach (var record in facts.Records)
        {
            facts.Read(record);
            facts.Links.OfSlot(record.Place);
        }

        for (var place = 0; place < facts.Places.Count; place++)
        {
            _ = facts.Places[place];
            foreach (var target in facts.Links.From(place))
            {
                Assert.InRange(target, 0, facts.Places.Count + facts.Links.Junctions - 1);
            }
        }

        foreach (var reference in facts.Links.References)
        {
            _ = facts.Strings[reference];
        }

        _ = facts.Strings.ToArray();
    }

    private static byte[] Bytes(FileFacts facts)
    {
        var buffer = new StoredBuffer();
        FileFactsFormat.Write(facts, buffer);
        return buffer.Written.ToArray();
    }

    private static FileFacts Back(byte[] bytes)
    {
        var reader = new StoredReader(bytes);
        var facts = FileFactsFormat.Read(ref reader);
        return reader.AtEnd ? facts : throw new InvalidDataException("There is more than was written.");
    }

    private static FileFacts RandomFacts(int seed)
    {
        var random = new Random(seed);
        string[] texts = ["A", "B::C", "A::B::C", "x", "", "Größe", "half \uD83D", "::", "a longer text, with words in it", "\n"];
        var writer = new FactWriter();
        var places = random.Next(6);
        for (var i = 0; i < places; i++)
        {
            writer.AddPlace(new Place(Some(), Some(), random.Next(3) == 0 ? "Closure::Run" : null, random.Next(3) == 0 ? "/a/b" : null) { Surface = (Surface)random.Next(256) });
        }

        for (var i = random.Next(40); i > 0; i--)
        {
            var arguments = random.Next(2) == 0 ? null : new ArgumentList([.. Enumerable.Range(0, random.Next(4)).Select(_ => new Argument(Some(), Some(), (Derivation)random.Next(4)))]);
            writer.Add((FactKind)random.Next(30), random.Next(3) == 0 ? "text " + random.Next() : texts[random.Next(texts.Length)], random.Next(-1, places), arguments,
                (Derivation)random.Next(4), (PositionKind)random.Next(4), random.Next(int.MinValue, int.MaxValue), random.Next(200));
        }

        writer.Intern("name in bytes"u8);
        var junctions = Enumerable.Range(0, random.Next(3)).Select(_ => writer.AddJunction()).ToArray();
        for (var i = places * 2; i > 0; i--)
        {
            writer.AddLink(random.Next(places), junctions.Length > 0 && random.Next(3) == 0 ? junctions[random.Next(junctions.Length)] : random.Next(places));
            writer.AddDispatch(new Dispatch(random.Next(places), random.Next(places), random.Next(places)));
        }

        if (random.Next(2) == 0)
        {
            writer.AddReference("System.Runtime");
            writer.AddProblem(ProblemId.LimitSteps, "Too much.", "row 7", incomplete: random.Next(2) == 0);
        }

        return writer.ToFacts();

        string? Some() => random.Next(4) == 0 ? null : texts[random.Next(texts.Length)];
    }
}
