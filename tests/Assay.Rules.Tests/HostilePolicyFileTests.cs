using System.Text;
using Assay.Model;

namespace Assay.Rules.Tests;

/// <summary>Any bytes give settings or errors with a place, and never an exception.</summary>
public sealed class HostilePolicyFileTests
{
    private const int Mutations = 4_000;

    private static readonly RulePack Pack = Rules.Pack(Rules.Policy("weak-lock", "call: A::A"), Rules.Behavior("opens-lock", "call: A::A"));

    private const string Whole = """
        version: 1
        fail-on: [review, high]
        thresholds: { medium: 3 }
        rules: { weak-lock: { severity: high, reason: "x" }, opens-lock: off }
        hosts: { allow: ["*.example.com"], deny: [files.example] }
        licenses: { allow: [MIT], warn: [LicenseRef-a], deny: [unknown] }
        packages: { allow: ["pkg:nuget/A*"], deny: ["pkg:nuget/F@[1.0,2.0)"] }
        suppressions:
          - { rule: weak-lock, package: "*", path: "lib/**", reason: r, owner: o, expires: 2027-01-31 }
          - rule: weak-lock
            package: 'pkg:nuget/P@1.0.0'
            reason: >-
              Several
              lines.
            owner: |
              o
            expires: 2027-01-31
        """;

    public static TheoryData<string> Shapes => new(
        new string('[', 200_000), new string('{', 200_000), string.Concat(Enumerable.Repeat("- ", 100_000)), string.Concat(Enumerable.Repeat("a: {", 50_000)), string.Concat(Enumerable.Repeat("? ", 100_000)),
        "a: &a [*a, *a]", "? &a [*a]\n: x", "&a a: *a", "rules: {? [a, b] : off}", "rules: {? {a: b} : off}", "<<: {fail-on: high}", "%YAML 9.9\n---\na: b", "---\n---\n", "a: b\n---\nc: d", "...", "!!binary abc",
        "\0", "rules: \"\\ud800\"", "version: 99999999999999999999", "suppressions: [[[]]]", "suppressions: null", "fail-on:", "thresholds: {high: 1e9}", "\t- a", "a: |9\n b", "hosts: {deny: [\"\\0\"]}", "'", "\"", "@", "`", "key: [a, b", ": : :",
        "suppressions:\n" + string.Concat(Enumerable.Repeat("- {}\n", 10_001)));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_shape_that_was_made_to_hurt_is_an_error(string text) => Assert.Null(Read(Encoding.UTF8.GetBytes(text)).File);

    [Theory]
    [InlineData("? [a]\n: b", 1)]
    [InlineData("version: 1\n? version: 1\n? version: 1\n", 2)]
    [InlineData("rules: { a: [b, {c: d}], ? {e: f} : off }", 1)]
    public void A_key_that_is_no_text_is_the_one_error(string text, int line)
    {
        var error = Assert.Single(Read(Encoding.UTF8.GetBytes(text)).Diagnostics);

        Assert.Equal((line, "A key must be a text, not a list or a mapping."), (error.Line, error.Message));
    }

    [Fact]
    public void The_nearest_of_names_that_hold_a_text_come_first() =>
        Assert.Equal(["a-json-b", "json-of-many", "the-json-that-is-long"], Suggestion.Closest("json", ["the-json-that-is-long", "an-even-longer-name-of-json", "a-json-b", "other", "json-of-many"]));

    [Fact]
    public void Bytes_that_are_no_text_are_an_error() => Assert.Null(Read([0x61, 0x3a, 0xff, 0xfe]).File);

    [Fact]
    public void A_file_that_is_too_long_is_not_read() => Assert.Null(Read(Encoding.UTF8.GetBytes(new string('#', PolicyFileReader.MaximumBytes + 1))).File);

    [Fact]
    public void Changed_bytes_never_end_in_an_exception()
    {
        var random = new Random(6);
        var whole = Encoding.UTF8.GetBytes(Whole);
        var read = 0;
        Assert.NotNull(Read(whole).File);
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Mutate(whole, random);
            var result = Read(bytes);
            read += result.File is null ? 0 : 1;
            Assert.True(result.File is not null || result.Diagnostics.Any(diagnostic => diagnostic is { IsError: true, Line: > 0, Column: > 0 }), Convert.ToBase64String(bytes));
        }

        Assert.InRange(read, 1, Mutations - 1);
    }

    private static PolicyFileResult Read(byte[] content) => PolicyFileReader.Read("assay.yaml", content, Pack);

    private static byte[] Mutate(byte[] whole, Random random)
    {
        const string Marks = "\n\r\t :-[]{},&*!|>'\"%@`?#\0\u007fa0";
        var bytes = new List<byte>(whole);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)Marks[random.Next(Marks.Length)];
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }
}
