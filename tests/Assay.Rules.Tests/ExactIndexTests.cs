namespace Assay.Rules.Tests;

public sealed class ExactIndexTests
{
    private static readonly string[] Letters = ["a", "B", "ß", "é", "É", "ſ", "s", "S", "K", "K", "k", "ı", "I", "i", "İ", "@", "`", "{", "[", "\0", "中", "Ω", "ω", "x"];

    [Fact]
    public void A_text_finds_the_values_that_it_equals_and_no_others()
    {
        var random = new Random(3);
        for (var round = 0; round < 40; round++)
        {
            var exact = Values(random, StringComparer.Ordinal);
            var ignoringCase = Values(random, StringComparer.OrdinalIgnoreCase);
            var index = new ExactIndex(exact, ignoringCase);
            foreach (var text in exact.Keys.Concat(ignoringCase.Keys).SelectMany(value => new[] { value, value.ToUpperInvariant(), value.ToLowerInvariant() }).Append("").Concat(Enumerable.Range(0, 200).Select(_ => Text(random))))
            {
                var found = new List<int>();
                index.Find(text, found);

                var expected = exact.Where(entry => string.Equals(entry.Key, text, StringComparison.Ordinal)).Concat(ignoringCase.Where(entry => string.Equals(entry.Key, text, StringComparison.OrdinalIgnoreCase)));
                Assert.Equal(expected.SelectMany(entry => entry.Value).Order(), found.Order());
            }
        }
    }

    private static Dictionary<string, List<int>> Values(Random random, StringComparer comparer)
    {
        var values = new Dictionary<string, List<int>>(comparer);
        for (var i = random.Next(60); i > 0; i--)
        {
            values.TryAdd(Text(random), [i, i + 1000]);
        }

        return values;
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)]));
}
