using System.Text;

namespace Assay.Text.Secrets;

/// <summary>Finds keys that have no mark of their own by the name they are stored under: <c>TWILIO_AUTH_TOKEN=...</c>, <c>"awsSecretAccessKey": "..."</c>.</summary>
internal static class NamedSecrets
{
    private const int MaximumBetween = 24;

    /// <summary>Names in lower case without separators, what must stand behind them, and what it is then.</summary>
    private static readonly Entry[] Entries =
    [
        new("awssecretaccesskey", "{b40}", "aws-secret-key", "AWS", SecretFamily.Credentials),
        new("awssecretkey", "{b40}", "aws-secret-key", "AWS", SecretFamily.Credentials),
        new("secretaccesskey", "{b40}", "aws-secret-key", "AWS", SecretFamily.Credentials),
        new("twilioauthtoken", "{h32}", "twilio-auth-token", "Twilio", SecretFamily.Token),
        new("ddapikey", "{h32}", "datadog-key", "Datadog", SecretFamily.ApiKey),
        new("datadogapikey", "{h32}", "datadog-key", "Datadog", SecretFamily.ApiKey),
        new("ddappkey", "{h40}", "datadog-key", "Datadog", SecretFamily.ApiKey),
        new("datadogappkey", "{h40}", "datadog-key", "Datadog", SecretFamily.ApiKey),
        new("cloudflareapitoken", "{t40}", "cloudflare-token", "Cloudflare", SecretFamily.Token),
        new("cloudflareapikey", "{h37}", "cloudflare-key", "Cloudflare", SecretFamily.ApiKey),
        new("herokuapikey", "{h8}-{h4}-{h4}-{h4}-{h12}", "heroku-key", "Heroku", SecretFamily.ApiKey),
        new("algoliaadminkey", "{h32}", "algolia-key", "Algolia", SecretFamily.ApiKey),
        new("algoliaapikey", "{h32}", "algolia-key", "Algolia", SecretFamily.ApiKey),
        new("oktaapitoken", "00{t40}", "okta-token", "Okta", SecretFamily.Token),
        new("fastlyapitoken", "{t32}", "fastly-token", "Fastly", SecretFamily.Token),
        new("mailgunapikey", "{h32}-{h8}-{h8}", "mailgun-key", "Mailgun", SecretFamily.ApiKey),
        new("hcloudtoken", "{a64}", "hetzner-token", "Hetzner Cloud", SecretFamily.Token),
        new("snyktoken", "{h8}-{h4}-{h4}-{h4}-{h12}", "snyk-token", "Snyk", SecretFamily.Token),
        new("codecovtoken", "{h8}-{h4}-{h4}-{h4}-{h12}", "codecov-token", "Codecov", SecretFamily.Token),
        new("linodetoken", "{h64}", "linode-token", "Linode", SecretFamily.Token),
        new("pagerdutytoken", "{t20}", "pagerduty-token", "PagerDuty", SecretFamily.Token),
        new("cohereapikey", "{a40}", "cohere-key", "Cohere", SecretFamily.ApiKey),
        new("mistralapikey", "{a32}", "mistral-key", "Mistral", SecretFamily.ApiKey),
        new("deepseekapikey", "sk-{h32}", "deepseek-key", "DeepSeek", SecretFamily.ApiKey),
        new("verceltoken", "{a24}", "vercel-token", "Vercel", SecretFamily.Token),
        new("discordclientsecret", "{t32}", "discord-client-secret", "Discord", SecretFamily.Credentials),
        new("launchdarklyapikey", "{t40}", "launchdarkly-key", "LaunchDarkly", SecretFamily.ApiKey),
        new("newreliclicensekey", "{h40}", "new-relic-key", "New Relic", SecretFamily.ApiKey),
        new("rollbaraccesstoken", "{h32}", "rollbar-token", "Rollbar", SecretFamily.Token),
        new("trellotoken", "{h64}", "trello-token", "Trello", SecretFamily.Token),
        new("zendeskapitoken", "{a40}", "zendesk-token", "Zendesk", SecretFamily.Token),
    ];

    private sealed record Entry(string Name, string Pattern, string Format, string Service, SecretFamily Family)
    {
        public byte[] Letters { get; } = Encoding.ASCII.GetBytes(Name);

        public SecretShape Shape { get; } = SecretShape.Parse(Pattern);
    }

    /// <summary>Gives anchors: how the names begin, in either case.</summary>
    public static IEnumerable<byte[][]> Anchors() => Entries
        .SelectMany(entry => Beginnings(entry.Name))
        .DistinctBy(anchor => string.Concat(anchor.Select(Encoding.ASCII.GetString)), StringComparer.Ordinal);

    /// <summary>Reads a name, what separates it from its value, and the value.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        budget -= 4;
        if (anchor > 0 && char.IsAsciiLetter((char)text[anchor - 1]) && char.IsAsciiLetterUpper((char)text[anchor - 1]) == char.IsAsciiLetterUpper((char)text[anchor]))
        {
            return false;
        }

        foreach (var entry in Entries)
        {
            var at = EndOfName(text, anchor, entry.Letters);
            if (at < 0 || !TrySkipToValue(text, ref at))
            {
                continue;
            }

            budget -= 64;
            if (entry.Shape.TryMatch(text, at, out var start, out var end) && ExampleText.IsMadeByMachine(text[start..end]))
            {
                match = new SecretMatch(anchor, end - anchor, entry.Format, entry.Service, entry.Family) { Shown = start - anchor + entry.Shape.PublicPrefix };
                return true;
            }
        }

        return false;
    }

    // TWILIO_AUTH_TOKEN, twilioAuthToken, Twilio:AuthToken, twilio.auth-token
    private static int EndOfName(ReadOnlySpan<byte> text, int at, byte[] letters)
    {
        foreach (var letter in letters)
        {
            if (at < text.Length && text[at] is (byte)'_' or (byte)'-' or (byte)'.' or (byte)':')
            {
                at++;
            }

            if (at >= text.Length || (text[at] | 0x20) != letter)
            {
                return -1;
            }

            at++;
        }

        return at;
    }

    // `=`, `: "`, `", "`, `" value="`, `=> '`: a sign, and not much else.
    private static bool TrySkipToValue(ReadOnlySpan<byte> text, ref int at)
    {
        var limit = Math.Min(text.Length, at + MaximumBetween);
        var sign = false;
        for (; at < limit; at++)
        {
            var value = text[at];
            if (value is (byte)'=' or (byte)':' or (byte)',' or (byte)'>')
            {
                sign = true;
            }
            else if (text[at..].StartsWith("value"u8))
            {
                at += 4;
            }
            else if (value is not ((byte)' ' or (byte)'\t' or (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)']' or (byte)')'))
            {
                return sign;
            }
        }

        return false;
    }

    // awsSecretKey and AWS_SECRET_KEY: a separator may stand within the first four.
    private static IEnumerable<byte[][]> Beginnings(string name)
    {
        byte[][] plain = [.. name.Take(AnchorSearch.Length).Select(Either)];
        yield return plain;
        var word = name.StartsWith("aws", StringComparison.Ordinal) ? 3 : name.StartsWith("dd", StringComparison.Ordinal) ? 2 : 0;
        if (word > 0)
        {
            yield return [.. plain[..word], "_-.:"u8.ToArray(), .. plain[word..(AnchorSearch.Length - 1)]];
        }
    }

    private static byte[] Either(char letter) => [(byte)letter, (byte)char.ToUpperInvariant(letter)];
}
