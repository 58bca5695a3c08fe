using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class SpelledRecordTests
{
    [Theory]
    [InlineData("N.Outer", "Run", "N.Outer::Run")]
    [InlineData("N.Outer", "Inner.Run", "N.Outer+Inner::Run")]
    [InlineData("N.Outer", "Inner.Deep.Run", "N.Outer+Inner+Deep::Run")]
    [InlineData("N.Outer", ".ctor", "N.Outer::.ctor")]
    [InlineData("N.Outer", "Inner..ctor", "N.Outer+Inner::.ctor")]
    [InlineData("", "Run", "::Run")]
    [InlineData("N.Outer", "", "N.Outer::")]
    public void A_method_is_spelled_as_calls_of_it_are(string type, string method, string expected)
    {
        foreach (var (longType, suffix) in new[] { (type, ""), (type, "::.ctor"), (new string('L', 300) + type, "::SetResult"), (new string('L', 250) + type, "") })
        {
            var writer = new FactWriter();
            writer.AddPlace(new Place(longType.Length == 0 ? null : longType, method.Length == 0 ? null : method));
            var spelling = new MethodSpelling(writer.ToFacts());

            var whole = longType[..(longType.Length - type.Length)] + expected;
            Assert.Equal(whole, spelling.Of(0));
            Assert.Equal(whole + suffix, spelling.Write(new Spelled(0, true, suffix), new char[MethodSpelling.Buffer]).ToString());
        }
    }

    [Fact]
    public void Records_are_found_by_spelling_in_the_order_in_which_they_were_added()
    {
        var writer = new FactWriter();
        string[] types = ["N.A", "N.A+B", new string('x', 400)];
        var places = types.SelectMany(type => Enumerable.Range(0, 50).Select(number => writer.AddPlace(new Place(type, $"Do{number % 20}")))).ToArray();
        int[] texts = [.. Enumerable.Range(0, 20).Select(number => writer.Intern($"N.A::Do{number}"))];
        var facts = writer.ToFacts();
        var spelling = new MethodSpelling(facts);
        var records = new SpelledRecords(spelling);
        var expected = new Dictionary<string, List<int>>();
        for (var i = 0; i < 1000; i++)
        {
            // A text and a place that are spelled alike are one.
            var spelled = i % 3 == 0 ? new Spelled(texts[i % texts.Length], false, "") : new Spelled(places[i * 7 % places.Length], true, i % 5 == 0 ? "::.ctor" : "");
            var name = (spelled.IsPlace ? spelling.Of(spelled.Number) : facts.Strings[spelled.Number]) + spelled.Suffix;
            records.Add(records.GroupOf(spelled), i);
            if (!expected.TryGetValue(name, out var list))
            {
                expected.Add(name, list = []);
            }

            list.Add(i);
        }

        Assert.All(expected, entry => Assert.Equal(entry.Value, records.Of(entry.Key)));
        Assert.Empty(records.Of("N.A::Do"));
        Assert.True(expected.Count > 60);
    }
}
