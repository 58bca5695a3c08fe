using System.Text;

namespace Assay.Text.Secrets;

/// <summary>Finds keys that have no mark of their own by the name they are stored under: <c>TWILIO_AUTH_TOKEN=...</c>, <c>"awsSecretAccessKey": "..."</c>.</summary>
internal static class NamedSecrets
{
    private const int MaximumBetween = 24;

    /// <summary>Names in lower case without separators, their four rarest letters within one word, what must stand behind them, and what it is then.</summary>
    private static readonly Entry[] Entries =
    [
        new("awssecretaccesskey", "awss", "{b40}", "aws-secret-key", "AWS", SecretFamily.Credentials),
        new("awssecretkey", "awss", "{b40}", "aws-secret-key", "AWS", SecretFamily.Credentials),
        new("secretaccesskey", "ecre", "{b40}", "aws-secret-key", "AWS", SecretFamily.Credentials),
        new("twilioauthtoken", "twil", "{h32}", "twilio-auth-token", "Twilio", SecretFamily.Token),
        new("ddapikey", "ddap", "{h32}", "datadog-key", "Datadog", SecretFamily.ApiKey),
        new("datadogapikey", "tado", "{h32}", "datadog-key", "Datadog", SecretFamily.ApiKey),
        new("ddappkey", "ddap", "{h40}", "datadog-key", "Datadog", SecretFamily.ApiKey),
        new("datadogappkey", "tado", "{h40}", "datadog-key", "Datadog", SecretFamily.ApiKey),
        new("cloudflareapitoken", "dfla", "{t40}", "cloudflare-token", "Cloudflare", SecretFamily.Token),
        new("cloudflareapikey", "dfla", "{h37}", "cloudflare-key", "Cloudflare", SecretFamily.ApiKey),
        new("herokuapikey", "roku", "{h8}-{h4}-{h4}-{h4}-{h12}", "heroku-key", "Heroku", SecretFamily.ApiKey),
        new("algoliaadminkey", "lgol", "{h32}", "algolia-key", "Algolia", SecretFamily.ApiKey),
        new("algoliaapikey", "lgol", "{h32}", "algolia-key", "Algolia", SecretFamily.ApiKey),
        new("oktaapitoken", "okta", "00{t40}", "okta-token", "Okta", SecretFamily.Token),
        new("fastlyapitoken", "astl", "{t32}", "fastly-token", "Fastly", SecretFamily.Token),
        new("mailgunapikey", "ilgu", "{h32}-{h8}-{h8}", "mailgun-key", "Mailgun", SecretFamily.ApiKey),
        new("hcloudtoken", "hclo", "{a64}", "hetzner-token", "Hetzner Cloud", SecretFamily.Token),
        new("snyktoken", "snyk", "{h8}-{h4}-{h4}-{h4}-{h12}", "snyk-token", "Snyk", SecretFamily.Token),
        new("codecovtoken", "ecov", "{h8}-{h4}-{h4}-{h4}-{h12}", "codecov-token", "Codecov", SecretFamily.Token),
        new("linodetoken", "inod", "{h64}", "linode-token", "Linode", SecretFamily.Token),
        new("pagerdutytoken", "erdu", "{t20}", "pagerduty-token", "PagerDuty", SecretFamily.Token),
        new("cohereapikey", "oher", "{a40}", "cohere-key", "Cohere", SecretFamily.ApiKey),
        new("mistralapikey", "mist", "{a32}", "mistral-key", "Mistral", SecretFamily.ApiKey),
        new("deepseekapikey", "epse", "sk-{h32}", "deepseek-key", "DeepSeek", SecretFamily.ApiKey),
        new("verceltoken", "erce", "{a24}", "vercel-token", "Vercel", SecretFamily.Token),
        new("discordclientsecret", "scor", "{t32}", "discord-client-secret", "Discord", SecretFamily.Credentials),
        new("launchdarklyapikey", "hdar", "{t40}", "launchdarkly-key", "LaunchDarkly", SecretFamily.ApiKey),
        new("rollbaraccesstoken", "ollb", "{h32}", "rollbar-token", "Rollbar", SecretFamily.Token),
        new("trellotoken", "rell", "{h64}", "trello-token", "Trello", SecretFamily.Token),
        new("zendeskapitoken", "zend", "{a40}", "zendesk-token", "Zendesk", SecretFamily.Token),
    ];

    private sealed record Entry(string Name, string Anchor, string Pattern, string Format, string Service, SecretFamily Family)
    {
        public byte[] Letters { get; } = Encoding.ASCII.GetBytes(Name);

        public int Offset { get; } = Name.IndexOf(Anchor, StringComparison.Ordinal);

        public SecretShape Shape { get; } = SecretShape.Parse(Pattern);
    }

    /// <summary>Gives anchors: letters of the names, in either case.</summary>
    public static IEnumerable<byte[][]> Anchors() => Entries
        .SelectMany(entry => Spellings(entry.Anchor))
        .DistinctBy(anchor => string.Concat(anchor.Select(Encoding.ASCII.GetString)), StringComparer.Ordinal);

    /// <summary>Reads a name, what separates it from its value, and the value.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        budget -= 4;
        foreach (var entry in Entries)
        {
            var name = anchor - entry.Offset;
            if (name < 0 || !IsStart(text, name))
            {
                continue;
            }

            var at = EndOfName(text, name, entry.Letters);
            if (at < 0 || !TrySkipToValue(text, ref at))
            {
                continue;
            }

            budget -= 64;
            if (entry.Shape.TryMatch(text, at, out var start, out var end) && ExampleText.IsMadeByMachine(text[start..end]))
            {
                match = new SecretMatch(name, end - name, entry.Format, entry.Service, entry.Family) { Shown = start - name + entry.Shape.PublicPrefix };
                return true;
            }
        }

        return false;
    }

    // A word begins: MY_AWS_SECRET_KEY, myAwsSecretKey.
    private static bool IsStart(ReadOnlySpan<byte> text, int name) =>
        name == 0 || !char.IsAsciiLetter((char)text[name - 1]) || (name > 1 && text[name - 2] == '\\') || (char.IsAsciiLetterLower((char)text[name - 1]) && char.IsAsciiLetterUpper((char)text[name]));

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

    // awsSecretKey and AWS_SECRET_KEY: a separator may stand among the four.
    private static IEnumerable<byte[][]> Spellings(string letters)
    {
        byte[][] plain = [.. letters.Select(Either)];
        yield return plain;
        var word = letters switch { "awss" => 3, "ddap" => 2, _ => 0 };
        if (word > 0)
        {
            yield return [.. plain[..word], "_-.:"u8.ToArray(), .. plain[word..(AnchorSearch.Length - 1)]];
        }
    }

    private static byte[] Either(char letter) => [(byte)letter, (byte)char.ToUpperInvariant(letter)];
}
