using System.Collections.Frozen;

namespace Assay.Text;

/// <summary>Domains that people trust without reading twice: the ones that look-alike hosts are made after.</summary>
/// <remarks>
/// Written from general knowledge in November 2026: code hosts, clouds, vendors of systems and tools, sign-in and mail, chat, payment, exchanges. A domain is here because it is imitated, or because it lies near one that is.
/// Being on the list says nothing else; every rule speaks of hosts that are not on it.
/// </remarks>
internal static class TrustedDomains
{
    /// <summary>Shorter names have too many honest neighbours to call one of them a typing error.</summary>
    public const int ShortestMistyped = 6;

    // By public suffix, the names before it.
    private static readonly (string Suffix, string Names)[] Table =
    [
        ("com", """
            github gitlab githubusercontent githubassets visualstudio microsoft microsoftonline windows windowsupdate office office365 outlook hotmail live bing msn azure azureedge xbox skype linkedin onedrive sharepoint
            google googleapis googleusercontent googletagmanager google-analytics gstatic gmail youtube blogger blogspot firebaseio doubleclick android
            amazon amazonaws cloudfront awsstatic twitch apple icloud facebook facebookmail fbcdn instagram whatsapp messenger twitter tiktok reddit pinterest snapchat tumblr
            cloudflare fastly akamai digitalocean digitaloceanspaces heroku herokuapp vercel netlify linode
            docker docker-cn jetbrains oracle vmware redhat ubuntu canonical nvidia intel amd dell lenovo cisco ibm hp samsung sony adobe autodesk
            mongodb postgresql mysql redis datadoghq newrelic sentry grafana hashicorp rabbitmq confluent snowflake databricks
            npmjs jsdelivr cdnjs unpkg stackoverflow stackexchange medium wordpress atlassian sourceforge codeplex bitbucket gitea gitee
            slack discord discordapp zoom zoomgov webex dropbox dropboxusercontent box mega paypal paypalobjects stripe squareup visa mastercard americanexpress wise revolut
            bankofamerica wellsfargo citibank chase hsbc barclays santander capitalone
            binance coinbase kraken bybit kucoin okx bitfinex bitstamp gemini cryptocompare blockchain trustwallet exodus ledger
            okta auth0 onelogin duosecurity lastpass 1password bitwarden dashlane godaddy namecheap
            spotify netflix shopify ebay alibaba aliexpress aliyun aliyuncs alipay taobao tencent baidu yahoo steampowered steamcommunity epicgames roblox
            openai chatgpt anthropic claude deepseek perplexity digicert verisign symantec mcafee kaspersky malwarebytes avast sophos crowdstrike virustotal
            twilio sendgrid mailgun mailchimp zendesk salesforce servicenow hubspot intercom docusign newtonsoft telerik devexpress syncfusion
            """),
        ("org", "nuget github gitlab python apache mozilla debian wikipedia wikimedia gnu kernel eclipse nodejs rust-lang golang ruby-lang rubygems archlinux fedoraproject opensuse openssl letsencrypt torproject signal telegram bitcoin ethereum electrum bitbucket videolan wireshark postgresql mariadb sqlite w3 ietf iana icann"),
        ("net", "asp windows visualstudio azurewebsites azure-api akamaized akamai cloudflare sourceforge php behance bitfinex torproject telegram live facebook fbcdn slideshare openvpn opera"),
        ("io", "github gitlab docker crates quay metamask etherscan sentry grafana socket snyk opensea rubygems swagger"),
        ("dev", "web flutter visualstudio rust-lang dart go"),
        ("us", "microsoftonline zoom"),
        ("de", "microsoftonline amazon paypal google"),
        ("cn", "chinacloudapi microsoftonline azure taobao"),
        ("co.uk", "amazon google ebay paypal barclays"),
        ("me", "telegram whatsapp proton"),
        ("ai", "huggingface openai claude perplexity"),
        ("app", "vercel netlify uniswap signal"),
        ("ms", "aka"),
        ("gov", "irs"),
    ];

    // Names that imitators join to other words: microsoft-update, nuget-mirror.
    private static readonly string[] Brands =
    [
        "microsoft", "github", "gitlab", "nuget", "google", "paypal", "binance", "coinbase", "metamask", "discord", "telegram", "steamcommunity", "openai", "dropbox", "microsoftonline", "office365", "icloud", "facebook", "instagram", "whatsapp",
    ];

    // Owners of their own, one letter away from a name above.
    private static readonly FrozenSet<string> Neighbours = new[]
    {
        "strike.com", "stripes.com", "stride.com", "strive.com", "officer.com", "offices.com", "dockers.com", "docket.com", "locker.com", "rocker.com", "finance.com", "switch.com", "discard.com", "tumbler.com",
        "ellipse.org", "openssh.org", "signals.org", "docket.io", "locker.io", "rocker.io", "crate.io", "rocket.io", "pocket.io", "gentry.io", "clutter.dev",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> BySuffix = Table.ToFrozenDictionary(row => row.Suffix, row => row.Names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private static readonly FrozenSet<string> All = BySuffix.SelectMany(row => row.Value.Select(name => $"{name}.{row.Key}")).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> BySkeleton = BySuffix
        .SelectMany(row => row.Value.Select(name => (Skeleton: $"{HostLetters.Skeleton(name)}.{row.Key}", Domain: $"{name}.{row.Key}")))
        .DistinctBy(row => row.Skeleton, StringComparer.Ordinal)
        .ToFrozenDictionary(row => row.Skeleton, row => row.Domain, StringComparer.Ordinal);

    private static readonly FrozenSet<string> BrandNames = Brands.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Domains of others that resemble one of the list.</summary>
    public static IReadOnlyCollection<string> AllNeighbours => Neighbours;

    /// <summary>True for a domain of the list.</summary>
    public static bool Contains(string domain) => All.Contains(domain);

    /// <summary>True for a domain that resembles one of the list and is known to be somebody's own.</summary>
    public static bool IsNeighbour(string domain) => Neighbours.Contains(domain);

    /// <summary>The names of the list with a public suffix.</summary>
    public static ReadOnlySpan<string> NamesUnder(string suffix) => BySuffix.GetValueOrDefault(suffix);

    /// <summary>The domain of the list that is drawn like this one; null when there is none.</summary>
    public static string? DrawnLike(string name, string suffix) => BySkeleton.GetValueOrDefault($"{HostLetters.Skeleton(name)}.{suffix}");

    /// <summary>True for a name that imitators join to other words.</summary>
    public static bool IsBrand(string name) => BrandNames.Contains(name);
}
