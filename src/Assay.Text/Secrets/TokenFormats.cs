namespace Assay.Text.Secrets;

/// <summary>The formats of tokens that are known, as the services document them.</summary>
internal static partial class TokenFormats
{
    private const string Uuid = "{x8}-{x4}-{x4}-{x4}-{x12}";

    /// <summary>All formats.</summary>
    public static IReadOnlyList<TokenFormat> All { get; } = [.. CodeHosts(), .. Registries(), .. Clouds(), .. Azure(), .. Chat(), .. Payment(), .. Mail(), .. Models(), .. Operations(), .. Work()];

    private static TokenFormat Token(string id, string service, params string[] patterns) => new(id, service, SecretFamily.Token, TokenChecks.LooksRandom, patterns);

    private static TokenFormat ApiKey(string id, string service, params string[] patterns) => new(id, service, SecretFamily.ApiKey, TokenChecks.LooksRandom, patterns);

    private static TokenFormat Credentials(string id, string service, params string[] patterns) => new(id, service, SecretFamily.Credentials, TokenChecks.LooksRandom, patterns);

    private static TokenFormat Webhook(string id, string service, params string[] patterns) => new(id, service, SecretFamily.Webhook, TokenChecks.LooksRandom, patterns);
}
