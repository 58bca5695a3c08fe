using System.Text;
using Assay.Text.Secrets;

namespace Assay.Text.Tests.Secrets;

/// <summary>Every format by values made for the test: all valid ones are found, and nothing that is nearly one.</summary>
public sealed class SecretFormatTests
{
    private const int Rounds = 25;

    public static TheoryData<int> Fakes => [.. Enumerable.Range(0, FakeSecrets.All.Count)];

    [Fact]
    public void There_is_a_fake_for_every_format() =>
        Assert.Empty(TokenFormats.All.Select(format => format.Id).Except(FakeSecrets.All.Select(fake => fake.Format), StringComparer.Ordinal).Except(["azure-emulator-key"], StringComparer.Ordinal));

    [Fact]
    public void There_are_formats_of_more_than_sixty_services() =>
        Assert.True(TokenFormats.All.Select(format => format.Service).Distinct(StringComparer.Ordinal).Count() > 60);

    [Theory]
    [MemberData(nameof(Fakes))]
    public void Valid_values_are_found_in_any_surroundings(int index)
    {
        var fake = FakeSecrets.All[index];
        for (var round = 0; round < Rounds; round++)
        {
            var value = fake.Make(new Letters((index * 1000) + round));
            foreach (var (before, after) in new[] { ("", ""), ("x = \"", "\";"), ("<add value='", "'/>"), ("first\\n", "\nlast"), (new string(' ', 100) + "(", ")" + new string('.', 100)) })
            {
                var text = before + fake.Before + value + after;
                var matches = Find(text);
                Assert.True(matches.Count == 1, $"{fake.Format}: {matches.Count} found in {text}");
                var match = matches[0];
                var start = before.Length + (fake.Before + value).IndexOf(text.Substring(match.Start, match.Length), StringComparison.Ordinal);

                Assert.Equal((fake.Format, match.Start, text.IndexOf(value, StringComparison.Ordinal) + value.Length), (match.Format, start, match.Start + match.Length));
                Assert.True(match.Length - match.Shown >= Math.Min(12, value.Length / 2), $"{fake.Format} shows {match.Shown} of {match.Length}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Fakes))]
    public void Values_that_are_nearly_right_are_not_found(int index)
    {
        var fake = FakeSecrets.All[index];
        for (var round = 0; round < Rounds; round++)
        {
            var letters = new Letters((index * 1000) + round);
            foreach (var (what, value) in NearMisses(fake, fake.Make(letters), letters))
            {
                var matches = Find($"x = \"{fake.Before}{value}\";").FindAll(match => match.Format == fake.Format || !fake.ContainsAnother);
                Assert.True(matches.Count == 0, $"{what} of {fake.Format} was taken for {(matches.Count > 0 ? matches[0].Format : "")}: {value}");
            }
        }
    }

    private static IEnumerable<(string What, string Value)> NearMisses(FakeSecret fake, string value, Letters letters)
    {
        var body = LongestRun(value);
        yield return ("one letter less", value.Remove(body.Start + (body.Length / 2), 1));
        if (!fake.HasShorterForm)
        {
            yield return ("a letter of another alphabet", string.Concat(value.AsSpan(0, body.Start + (body.Length / 2)), "\u00e4", value.AsSpan(body.Start + (body.Length / 2) + 1)));
        }

        yield return ("one letter only", string.Concat(value.AsSpan(0, body.Start), new string('x', body.Length), value.AsSpan(body.Start + body.Length)));
        if (!fake.MayBeLonger)
        {
            yield return ("one letter more", value + letters.Hex(1));
        }

        if (fake.HasChecksum)
        {
            var at = body.Start + letters.Next(body.Length - 8);
            var other = value[at] == 'b' ? 'c' : 'b';
            yield return ("a wrong checksum", string.Concat(value.AsSpan(0, at), other.ToString(), value.AsSpan(at + 1)));
        }
    }

    // The random part: the longest run of letters and digits.
    private static (int Start, int Length) LongestRun(string value)
    {
        var best = (Start: 0, Length: 0);
        for (var start = 0; start < value.Length;)
        {
            var end = start;
            while (end < value.Length && char.IsAsciiLetterOrDigit(value[end]))
            {
                end++;
            }

            best = end - start > best.Length ? (start, end - start) : best;
            start = end + 1;
        }

        return best;
    }

    private static List<SecretMatch> Find(string text)
    {
        var matches = new List<SecretMatch>();
        Assert.True(SecretScanner.Find(Encoding.UTF8.GetBytes(text), matches));
        return matches;
    }
}
