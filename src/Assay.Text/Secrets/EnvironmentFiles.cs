using System.Text;
using Assay.Model;

namespace Assay.Text.Secrets;

/// <summary>Reads files of environment variables (<c>.env</c>): those whose name speaks of a secret and that have a value.</summary>
public static class EnvironmentFiles
{
    private const int MaximumFile = 256 * 1024;
    private const int MaximumValue = 400;

    private static readonly string[] Names = ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY", "CREDENTIAL", "CONNECTION_STRING", "ENCRYPTION_KEY", "_PWD", "_PASS"];

    /// <summary>True for <c>.env</c> and <c>.env.production</c>; examples and templates are meant to be shared.</summary>
    public static bool Is(string path)
    {
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) && (name.Length == 4 || name[4] == '.')
            && !name.Contains("example", StringComparison.OrdinalIgnoreCase) && !name.Contains("sample", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("template", StringComparison.OrdinalIgnoreCase) && !name.Contains("dist", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>States a fact for each such variable.</summary>
    public static void Analyze(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        var line = 0;
        var count = 0;
        var limit = facts.Limits.Number(Limit.Secrets);
        foreach (var range in bytes[..Math.Min(bytes.Length, MaximumFile)].Split((byte)'\n'))
        {
            line++;
            var text = bytes[range].TrimEnd((byte)'\r');
            var sign = text.IndexOf((byte)'=');
            if (sign is <= 0 or > 100 || text[0] == '#' || text.Length > MaximumValue || count == limit)
            {
                continue;
            }

            var name = Encoding.UTF8.GetString(text[..sign]).Trim().Replace("export ", "", StringComparison.Ordinal);
            var value = Encoding.UTF8.GetString(text[(sign + 1)..]).Trim().Trim('"', '\'');
            if (Array.Exists(Names, word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) && !ExampleText.IsPlaceholder(value) && !IsSetting(value))
            {
                count++;
                facts.Add(FactKind.Secret, "environment-value", FactRecord.None, new ArgumentList(new Argument("family", "credentials"), new Argument("in", "file"), new Argument("redacted", $"{name}=({value.Length} hidden)"), new Argument("checked", "false")),
                    Derivation.Literal, PositionKind.LineColumn, line, 1);
            }
        }
    }

    // TOKEN_EXPIRY=3600, USE_PASSWORD=true, TOKEN_URL=https://...
    private static bool IsSetting(string value) =>
        value is "true" or "false" or "none" or "null" || long.TryParse(value, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out _) || (value.Contains("://", StringComparison.Ordinal) && !value.Contains('@', StringComparison.Ordinal));
}
