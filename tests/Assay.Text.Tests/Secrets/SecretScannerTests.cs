using System.Text;
using Assay.Model;
using Assay.Text.Secrets;

namespace Assay.Text.Tests.Secrets;

public sealed class SecretScannerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_search_finds_what_a_comparison_of_each_place_finds(int seed)
    {
        var random = new Random(seed);
        byte[][][] anchors = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, AnchorSearch.Length).Select(_ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => (byte)random.Next(97, 107)).ToArray()).ToArray())];
        var search = new AnchorSearch(anchors);
        foreach (var length in new[] { 0, 1, 3, 4, 18, 19, 20, 34, 35, 36, 64, 100, 1000 })
        {
            byte[] text = [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(97, 112))];
            var expected = Enumerable.Range(0, length).Where(at => anchors.Any(anchor => Enumerable.Range(0, AnchorSearch.Length).All(i => Array.IndexOf(anchor[i], at + i < length ? text[at + i] : (byte)0) >= 0)));
            var found = new List<int>();
            for (var from = search.Next(text, 0, out _); from >= 0; from = search.Next(text, from + 1, out _))
            {
                found.Add(from);
            }

            Assert.Equal(expected, found);
        }
    }

    [Theory]
    [InlineData(0x004fb61a001bdbccUL, "", 0x30ed35c1u ^ 0x00cd3c7du)]
    [InlineData(0x004fb61a001bdbccUL, "AF", 0x48e73fc7u ^ 0x7d75ddc1u)]
    [InlineData(0x004fb61a001bdbccUL, "E70F", 0xb5f6e1fcu ^ 0x485dbff8u)]
    public void Marvin32_gives_the_published_results(ulong seed, string data, uint expected) => Assert.Equal(expected, AzureChecksum.Marvin32(Convert.FromHexString(data), seed));

    [Fact]
    public void A_secret_has_line_and_column_and_shows_its_beginning_only()
    {
        var token = FakeSecrets.All[0].Make(new Letters(1));
        var facts = Analyze("first\n  token = '" + token + "'\n");
        var fact = facts.Read(Assert.Single(facts.Records));

        Assert.Equal(("github-token", 2, 12, "ghp_(36 hidden)", "token", "GitHub", "true"),
            (fact.Value, fact.Position, fact.Column, fact.Arguments!["redacted"], fact.Arguments!["family"], fact.Arguments!["service"], fact.Arguments!["checked"]));
        Assert.DoesNotContain(token[10..20], string.Concat(facts.Strings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_used_twice_is_stated_at_both_places_and_keeps_them()
    {
        var writer = new FactWriter();
        var (first, second) = (writer.AddPlace(new Place("A", "M")), writer.AddPlace(new Place("B", "N")));
        var token = FakeSecrets.All[0].Make(new Letters(1));
        writer.Add(FactKind.String, "t " + token, first, derivation: Derivation.Recovered, positionKind: PositionKind.IlOffset, position: 7);
        writer.Add(FactKind.String, "nothing of interest", first);
        writer.Add(FactKind.String, "t " + token, second, positionKind: PositionKind.IlOffset, position: 9);
        SecretFacts.AddFromStrings(writer, computedOnly: false);
        var facts = writer.ToFacts();

        Assert.Equal([("A", Derivation.Recovered, 7), ("B", Derivation.Literal, 9)], facts.Records.Where(record => record.Kind == FactKind.Secret).Select(record => (facts.Read(record).Place!.Type!, record.Derivation, record.Position)));
    }

    [Fact]
    public void Halves_of_a_key_in_two_texts_are_not_put_together()
    {
        var key = KeySamples.Pkcs8;
        var writer = new FactWriter();
        writer.Add(FactKind.String, key[..300]);
        writer.Add(FactKind.String, key[300..]);
        SecretFacts.AddFromStrings(writer, computedOnly: false);

        Assert.DoesNotContain(writer.ToFacts().Records, record => record.Kind == FactKind.Secret);
    }

    [Fact]
    public void Texts_in_other_encodings_are_read()
    {
        var token = FakeSecrets.All[0].Make(new Letters(1));
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var writer = new FactWriter();
            SecretFacts.AddFromText([.. encoding.GetPreamble(), .. encoding.GetBytes("ä " + token)], "file", writer);
            Assert.Single(writer.ToFacts().Records);
        }
    }

    [Fact]
    public void Documentation_is_searched_for_tokens_and_not_for_passwords()
    {
        var writer = new FactWriter();
        SecretFacts.AddFromText(Encoding.UTF8.GetBytes("Server=db.corp.net;Password=Regen9+Elf\n" + FakeSecrets.All[0].Make(new Letters(1))), "documentation", writer);
        var facts = writer.ToFacts();

        Assert.Equal("github-token", facts.Strings[Assert.Single(facts.Records).Value]);
    }

    [Fact]
    public void More_than_the_limit_is_said()
    {
        var facts = Analyze(string.Join('\n', Enumerable.Range(0, AnalysisLimits.Default.Number(Limit.Secrets) + 5).Select(i => FakeSecrets.All[0].Make(new Letters(i)))));

        Assert.Equal(AnalysisLimits.Default.Number(Limit.Secrets), facts.Records.Count);
        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.LimitFindings);
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.")]
    [InlineData("<RSAKeyValue>")]
    [InlineData("PuTTY-User-Key-File-2: ")]
    [InlineData("Server=a;Password=b;")]
    [InlineData("sv=1&sig=")]
    [InlineData("{\"kty\":\"")]
    [InlineData("glc_")]
    [InlineData("sk-proj-T3BlbkFJ")]
    [InlineData("machine a login ")]
    [InlineData("://a:b@")]
    [InlineData("AccountKey=")]
    public void A_text_full_of_beginnings_costs_a_bounded_number_of_steps(string beginning)
    {
        // The budget is steps: what is left of it says how many were taken.
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(beginning, 1_000_000 / beginning.Length)));
        var matches = new List<SecretMatch>();
        var steps = SecretScanner.Budget(text.Length);

        SecretScanner.Find(text, matches, out var left);

        Assert.InRange(steps - left, 0, steps + (64 * 1024));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_text_is_read_without_an_exception_and_the_same_way_twice(int seed)
    {
        var random = new Random(seed);
        string[] parts = ["://", "Password=", "Server=a;", "eyJ", ".", "-----BEGIN ", "PRIVATE KEY-----", "-----END ", "{\"kty\":\"", "sig=", "sv=", "Basic ", "machine x login y password z", "<RSAKeyValue>", "<D>", "</D>", "\\n", "\n", "\0", "@", "\u00e4", "\"auth\": \"", "ClearTextPassword\" value=\"", "AKIA", "canarytoken"];
        for (var round = 0; round < 400; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(40); i > 0; i--)
            {
                text.Append(random.Next(4) switch { 0 => new Letters(random.Next()).Url(random.Next(1, 60)), 1 => FakeSecrets.All[random.Next(FakeSecrets.All.Count)].Make(new Letters(random.Next())), _ => parts[random.Next(parts.Length)] });
            }

            var first = Analyze(text.ToString());
            Assert.Equal(first.Records, Analyze(text.ToString()).Records);
            Assert.Equal(SecretRedaction.Hide(text.ToString()), SecretRedaction.Hide(text.ToString()));
            var writer = new FactWriter();
            SecretFacts.AddFromBinary(Encoding.UTF8.GetBytes(text.ToString()), 5, "code", writer);
            writer.Add(FactKind.String, text.ToString());
            SecretFacts.AddFromStrings(writer, computedOnly: false);
        }
    }

    private static FileFacts Analyze(string text)
    {
        var writer = new FactWriter();
        SecretFacts.AddFromText(Encoding.UTF8.GetBytes(text), "file", writer);
        return writer.ToFacts();
    }
}
