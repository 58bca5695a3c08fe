using Assay.Model.Storing;

namespace Assay.Model.Tests;

public sealed class FactMemoryTests
{
    [Fact]
    public void Facts_in_memory_are_those_outside_of_it_however_large_and_however_often_it_was_cleared()
    {
        var memory = new FactMemory();
        var inside = new FactWriter { Memory = memory };
        var outside = new FactWriter();
        var random = new Random(7);
        for (var package = 0; package < 6; package++)
        {
            // Small tables share a block; those of thousands of facts have arrays of their own.
            var sizes = Enumerable.Range(0, 12).Select(_ => random.Next(4) == 0 ? random.Next(5_000, 60_000) : random.Next(0, 300)).ToArray();
            var kept = sizes.Select(size => Written(inside, size, package)).ToArray();
            for (var file = 0; file < sizes.Length; file++)
            {
                var expected = Written(outside, sizes[file], package);
                Assert.Equal(Stored(expected), Stored(kept[file]));
                Assert.Equal(expected.Strings, kept[file].Strings);
            }

            memory.Clear();
        }
    }

    [Fact]
    public void Facts_without_memory_outlive_those_that_come_after()
    {
        var writer = new FactWriter();
        var facts = Written(writer, 500, 1);
        var before = Stored(facts);

        writer.Memory = new FactMemory();
        Written(writer, 500, 2);
        writer.Memory.Clear();

        Assert.Equal(before, Stored(facts));
    }

    private static FileFacts Written(FactWriter writer, int count, int seed)
    {
        var places = Enumerable.Range(0, (count / 10) + 1).Select(number => writer.AddPlace(new Place($"N.T{number % 7}", $"M{number}"))).ToArray();
        for (var i = 0; i < count; i++)
        {
            writer.Add(FactKind.Call, $"N.C{(i + seed) % 50}::Do{i % 90}", places[i % places.Length], new ArgumentList(new Argument(null, $"value {i % 200}")), positionKind: PositionKind.IlOffset, position: i);
            writer.AddLink(places[i % places.Length], places[i * 7 % places.Length]);
            if (i % 20 == 0)
            {
                writer.AddDispatch(new Dispatch(places[i % places.Length], places[0], places[i * 3 % places.Length]));
            }
        }

        writer.AddReference("Other");
        return writer.ToFacts();
    }

    private static byte[] Stored(FileFacts facts)
    {
        var output = new StoredBuffer();
        FileFactsFormat.Write(facts, output);
        return output.Written.ToArray();
    }
}
