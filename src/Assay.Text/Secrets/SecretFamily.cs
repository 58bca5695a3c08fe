namespace Assay.Text.Secrets;

/// <summary>What a secret opens; rules ask for it as the argument <c>family</c>.</summary>
internal enum SecretFamily
{
    /// <summary>Acts for an account: an access, refresh or session token.</summary>
    Token,
    /// <summary>Identifies a program towards a service, often with few rights.</summary>
    ApiKey,
    /// <summary>A password, a key of an account, a connection string.</summary>
    Credentials,
    /// <summary>An address that takes messages from everybody who knows it.</summary>
    Webhook,
    /// <summary>A private key of no particular use.</summary>
    PrivateKey,
    /// <summary>A private key for SSH.</summary>
    SshKey,
    /// <summary>A private key for PGP.</summary>
    PgpKey,
    /// <summary>A certificate, with or without its private key.</summary>
    Certificate,
    /// <summary>A key that gives assemblies their strong name.</summary>
    StrongNameKey,
    /// <summary>A user name and password within a URL.</summary>
    UrlPassword,
}

/// <summary>Spells families as facts have them.</summary>
internal static class SecretFamilyNames
{
    /// <summary>Gives the word.</summary>
    public static string Name(this SecretFamily family) => family switch
    {
        SecretFamily.Token => "token",
        SecretFamily.ApiKey => "api-key",
        SecretFamily.Credentials => "credentials",
        SecretFamily.Webhook => "webhook",
        SecretFamily.PrivateKey => "private-key",
        SecretFamily.SshKey => "ssh-key",
        SecretFamily.PgpKey => "pgp-key",
        SecretFamily.Certificate => "certificate",
        SecretFamily.StrongNameKey => "strong-name-key",
        SecretFamily.UrlPassword => "url-password",
        _ => throw new ArgumentOutOfRangeException(nameof(family)),
    };
}
