using System.Text;

namespace Assay.Text.Tests.Secrets;

/// <summary>Valid values of every format, as the services document them.</summary>
public static class FakeSecrets
{
    public static IReadOnlyList<FakeSecret> All { get; } = [.. Code(), .. Clouds(), .. Azure(), .. Messages(), .. Payment(), .. Models(), .. Work(), .. Named()];

    private static FakeSecret[] Code() =>
    [
        .. "pousr".Select(kind => new FakeSecret("github-token", l => Crc("gh" + kind + "_", l)) { HasChecksum = true }),
        new("github-fine-grained-token", l => $"github_pat_{l.Any(22)}_{l.Any(59)}"),
        new("gitlab-token", l => "glpat-" + l.Url(20)),
        new("gitlab-token", l => $"glpat-{l.Url(27)}.{l.Lower(9)}") { HasShorterForm = true },
        new("gitlab-token", l => "gldt-" + l.Url(20)),
        new("gitlab-token", l => "glrt-" + l.Url(20)),
        new("gitlab-token", l => "glptt-" + l.Hex(40)),
        new("gitlab-token", l => $"glcbt-{l.Any(3)}_{l.Url(20)}"),
        new("gitlab-token", l => "GR1348941" + l.Url(20)),
        new("bitbucket-app-password", l => "ATBB" + l.Any(32)),
        new("bitbucket-token", l => $"ATCTT3{l.Url(180)}={l.UpperHex(8)}"),
        new("azure-devops-token", l => $"{l.Any(76)}AZDO{l.Any(4)}"),
        new("sourcegraph-token", l => "sgp_" + l.Hex(40)),
        new("sourcegraph-token", l => $"sgp_{l.Hex(16)}_{l.Hex(40)}"),
        new("circleci-token", l => $"CCIPAT_{l.Any(22)}_{l.Hex(40)}"),
        new("buildkite-token", l => "bkua_" + l.Hex(40)),
        new("harness-token", l => $"pat.{l.Url(22)}.{l.Any(24)}.{l.Any(20)}"),
        new("octopus-key", l => "API-" + l.Upper(26)),
        new("sonarqube-token", l => "squ_" + l.Hex(40)),
        new("snyk-token", l => $"snyk_uat.{l.Hex(8)}.{l.Url(100)}") { MayBeLonger = true },
        new("prefect-token", l => "pnu_" + l.Any(36)),
        new("npm-token", l => Crc("npm_", l)) { HasChecksum = true },
        new("pypi-token", l => "pypi-" + PyPi("pypi" + ".org", l)) { MayBeLonger = true },
        new("pypi-token", l => "pypi-" + PyPi("test.pypi" + ".org", l)) { MayBeLonger = true },
        new("nuget-key", l => "oy2" + l.LowerBase32(43)),
        new("rubygems-token", l => "rubygems_" + l.Hex(48)),
        new("crates-token", l => "cio" + l.Any(32)),
        new("clojars-token", l => "CLOJARS_" + l.Lower(60)),
        new("docker-hub-token", l => "dckr_pat_" + l.Url(27)),
        new("artifactory-key", l => "AKCp" + l.Any(69)),
        new("artifactory-token", l => "cmVmd" + l.Any(59)),
        new("infracost-token", l => "ico-" + l.Any(32)),
    ];

    private static FakeSecret[] Clouds() =>
    [
        new("aws-access-key", l => "AKIA" + l.Base32(7) + "5" + l.Base32(8)),
        new("aws-access-key", l => "ASIA" + l.Base32(7) + "3" + l.Base32(8)),
        new("aws-bedrock-key", l => "ABSK" + l.Base64(109)) { MayBeLonger = true },
        new("google-api-key", l => "AIza" + l.Url(35)),
        new("google-client-secret", l => "GOCSPX-" + l.Url(28)),
        new("google-access-token", l => "ya29." + l.Url(60)) { MayBeLonger = true },
        new("alibaba-access-key", l => "LTAI" + l.Any(20)),
        new("tencent-access-key", l => "AKID" + l.Any(32)),
        new("yandex-access-key", l => "AQVN" + l.Url(35)) { MayBeLonger = true },
        new("digitalocean-token", l => "dop_v1_" + l.Hex(64)),
        new("digitalocean-token", l => "doo_v1_" + l.Hex(64)),
        new("heroku-key", l => "HRKU-AA" + l.Url(58)),
        new("scaleway-key", l => "SCW" + l.Upper(17)),
        new("cloudflare-origin-key", l => $"v1.0-{l.Hex(24)}-{l.Hex(146)}"),
        new("fly-token", l => "fo1_" + l.Url(43)),
        new("fly-token", l => "fm2_" + l.Base64(100)) { MayBeLonger = true },
        new("netlify-token", l => "nfp_" + l.Any(36)) { MayBeLonger = true },
        new("render-key", l => "rnd_" + l.Any(32)),
        new("supabase-token", l => "sbp_" + l.Hex(40)),
        new("neon-key", l => "napi_" + l.Lower(64)),
        new("planetscale-token", l => "pscale_tkn_" + l.Url(32)) { MayBeLonger = true },
        new("databricks-token", l => "dapi" + l.Hex(32)),
        new("clickhouse-key", l => "4b1d" + l.Any(38)),
        new("openshift-token", l => "sha256~" + l.Url(43)),
        new("pulumi-token", l => "pul-" + l.Hex(40)),
        new("terraform-token", l => $"{l.Any(14)}.atlasv1.{l.Url(60)}") { MayBeLonger = true },
        new("vault-token", l => "hvs." + l.Url(90)) { MayBeLonger = true },
        new("vault-token", l => "hvb." + l.Url(138)) { MayBeLonger = true },
        new("doppler-token", l => "dp.pt." + l.Any(43)),
        new("tailscale-key", l => $"tskey-auth-{l.Any(12)}-{l.Any(26)}") { MayBeLonger = true },
        new("defined-networking-key", l => $"dnkey-{l.Upper(26)}-{l.Upper(52)}"),
        new("onepassword-token", l => "ops_eyJ" + l.Base64(250)) { MayBeLonger = true },
        new("age-key", l => "AGE-SECRET-KEY-1" + l.Upper(58)),
    ];

    private static FakeSecret[] Azure() =>
    [
        Key("azure-storage-key", 64, "+ASt", "Default0"),
        Key("azure-cosmos-key", 64, "ACDb", "MastRW00"),
        Key("azure-batch-key", 64, "+ABa", "AbAcct00"),
        Key("azure-ml-key", 64, "+AMC", "Classic0"),
        Key("azure-apim-key", 64, "APIM", "Gatewy00"),
        Key("azure-service-bus-key", 32, "+ASb", "Manage00"),
        Key("azure-event-hub-key", 32, "+AEh", "Listen00"),
        Key("azure-relay-key", 32, "+ARm", "Send0000"),
        Key("azure-redis-key", 32, "AzCa", "Access00"),
        Key("azure-iot-key", 32, "AIoT", "Device00"),
        new("azure-functions-key", l => Checksums.AzureKey(l, 40, "AzFu", "Functi00").Replace('+', '-').Replace('/', '_')) { HasChecksum = true },
        Key("azure-search-key", 39, "AzSe", "PAdmin00"),
        Key("azure-container-registry-key", 39, "+ACR", "ACRDflt0"),
        new("azure-key", l => $"{l.Any(52)}JQQJ99{l.Any(1)}C{l.Any(16)}{l.Word(1)}{l.Any(7)}"),
        new("azure-client-secret", l => $"{l.Any(3)}8Q~{l.Url(34)}"),
        new("azure-client-secret", l => $"{l.Any(3)}7Q~{l.Url(31)}"),
    ];

    private static FakeSecret[] Messages() =>
    [
        new("slack-token", l => $"xoxb-{l.Digits(12)}-{l.Digits(12)}-{l.Any(24)}"),
        new("slack-token", l => $"xoxp-{l.Digits(12)}-{l.Digits(12)}-{l.Digits(12)}-{l.Hex(32)}"),
        new("slack-token", l => $"xapp-1-{l.Upper(11)}-{l.Digits(13)}-{l.Hex(64)}"),
        new("slack-webhook", l => $"https://hooks.slack.com/services/T{l.Upper(10)}/B{l.Upper(10)}/{l.Any(24)}"),
        new("discord-token", l => $"{Convert.ToBase64String(Encoding.ASCII.GetBytes(l.Digits(18)))}.{l.Url(6)}.{l.Url(27)}") { MayBeLonger = true },
        new("discord-webhook", l => $"https://discord.com/api/webhooks/{l.Digits(18)}/{l.Url(68)}"),
        new("telegram-token", l => $"{l.Digits(10)}:AA{l.Url(33)}"),
        new("teams-webhook", l => $"https://{l.Word(8)}.webhook.office.com/webhookb2/{l.Uuid()}@{l.Uuid()}/IncomingWebhook/{l.Hex(32)}/{l.Uuid()}"),
        new("google-chat-webhook", l => $"https://chat.googleapis.com/v1/spaces/{l.Any(11)}/messages?key=AIza{l.Url(35)}&token={l.Any(40)}") { MayBeLonger = true, ContainsAnother = true },
        new("zapier-webhook", l => $"https://hooks.zapier.com/hooks/catch/{l.Digits(5)}/{l.Lower(6)}") { MayBeLonger = true },
        new("facebook-token", l => "EAAC" + l.Any(100)) { MayBeLonger = true },
        new("mapbox-token", l => $"sk.eyJ1{l.Url(50)}.{l.Url(22)}"),
        new("duffel-token", l => "duffel_live_" + l.Url(43)),
        new("sendgrid-key", l => $"SG.{l.Url(22)}.{l.Url(43)}"),
        new("mailgun-key", l => "key-" + l.Hex(32)),
        new("mailchimp-key", l => $"{l.Hex(32)}-us{l.Digits(2)}"),
        new("brevo-key", l => $"xkeysib-{l.Hex(64)}-{l.Any(16)}"),
        new("resend-key", l => $"re_{l.Any(8)}_{l.Any(24)}"),
        new("twilio-key", l => "SK" + l.Hex(32)),
    ];

    private static FakeSecret[] Payment() =>
    [
        new("stripe-key", l => "sk_live_" + l.Any(24)) { MayBeLonger = true },
        new("stripe-key", l => "rk_live_" + l.Any(24)) { MayBeLonger = true },
        new("stripe-webhook-secret", l => "whsec_" + l.Any(32)),
        new("square-token", l => "sq0atp-" + l.Url(22)),
        new("square-secret", l => "sq0csp-" + l.Url(43)),
        new("paypal-braintree-token", l => "access_token$production$" + l.Lower(16) + "$" + l.Hex(32)),
        new("shopify-token", l => "shpat_" + l.Hex(32)),
        new("shopify-secret", l => "shpss_" + l.Hex(32)),
        new("razorpay-key", l => "rzp_live_" + l.Any(14)),
        new("flutterwave-key", l => $"FLWSECK-{l.Hex(32)}-X"),
        new("plaid-token", l => "access-production-" + l.Uuid()),
        new("easypost-key", l => "EZAK" + l.Any(54)),
        new("shippo-token", l => "shippo_live_" + l.Hex(40)),
    ];

    private static FakeSecret[] Models() =>
    [
        new("openai-key", l => $"sk-{l.Any(20)}T3BlbkFJ{l.Any(20)}"),
        new("openai-key", l => $"sk-proj-{l.Url(74)}T3BlbkFJ{l.Url(74)}"),
        new("anthropic-key", l => $"sk-ant-api03-{l.Url(93)}AA"),
        new("anthropic-token", l => $"sk-ant-oat01-{l.Url(93)}AA"),
        new("hugging-face-token", l => "hf_" + l.Word(34)),
        new("replicate-key", l => "r8_" + l.Any(37)),
        new("groq-key", l => "gsk_" + l.Any(52)),
        new("perplexity-key", l => "pplx-" + l.Any(48)),
        new("xai-key", l => "xai-" + l.Any(80)),
        new("openrouter-key", l => "sk-or-v1-" + l.Hex(64)),
        new("pinecone-key", l => $"pcsk_{l.Any(5)}_{l.Any(63)}"),
        new("langsmith-key", l => $"lsv2_pt_{l.Hex(32)}_{l.Hex(10)}"),
        new("nvidia-key", l => "nvapi-" + l.Url(64)),
    ];

    private static FakeSecret[] Work() =>
    [
        new("new-relic-key", l => "NRAK-" + l.Upper(27)),
        new("new-relic-key", l => l.Hex(36) + "FFFFNRAL"),
        new("grafana-token", l => $"glsa_{l.Any(32)}_{l.Hex(8)}"),
        new("grafana-token", l => "glc_" + l.Base64(32)) { MayBeLonger = true },
        new("sentry-token", l => "sntryu_" + l.Hex(64)),
        new("dynatrace-token", l => $"dt0c01.{l.Upper(24)}.{l.Upper(64)}"),
        new("honeycomb-key", l => "hcaik_" + l.Lower(58)),
        new("postman-key", l => $"PMAK-{l.Hex(24)}-{l.Hex(34)}"),
        new("launchdarkly-key", l => "sdk-" + l.Uuid()),
        new("wakatime-key", l => "waka_" + l.Uuid()),
        new("maxmind-key", l => $"{l.Any(6)}_{l.Any(29)}_mmk"),
        new("atlassian-token", l => $"ATATT3{l.Url(177)}={l.UpperHex(8)}"),
        new("linear-key", l => "lin_api_" + l.Any(40)),
        new("notion-token", l => $"ntn_{l.Digits(11)}{l.Any(35)}"),
        new("notion-token", l => "secret_" + l.Any(43)),
        new("figma-token", l => "figd_" + l.Url(40)),
        new("airtable-token", l => $"pat{l.Any(14)}.{l.Hex(64)}"),
        new("typeform-token", l => "tfp_" + l.Url(59)),
        new("contentful-token", l => "CFPAT-" + l.Url(43)),
        new("readme-key", l => "rdme_" + l.Lower(70)),
        new("frameio-token", l => "fio-u-" + l.Url(64)),
        new("hubspot-token", l => "pat-na1-" + l.Uuid()),
        new("dropbox-token", l => "sl." + l.Url(130)) { MayBeLonger = true },
        new("okta-token", l => "SSWS 00" + l.Url(40)),
        new("salesforce-token", l => $"00D{l.Any(12)}!{l.Url(80)}") { MayBeLonger = true },
        new("authress-key", l => $"sc_{l.Any(10)}.{l.Any(4)}.acc_{l.Lower(10)}.{l.Any(30)}") { MayBeLonger = true },
    ];

    private static FakeSecret[] Named() =>
    [
        new("aws-secret-key", l => l.Base64(39) + "a") { Before = "AWS_SECRET_ACCESS_KEY=" },
        new("aws-secret-key", l => l.Base64(39) + "a") { Before = "\"awsSecretKey\": \"" },
        new("twilio-auth-token", l => l.Hex(32)) { Before = "TWILIO_AUTH_TOKEN: " },
        new("datadog-key", l => l.Hex(32)) { Before = "DD_API_KEY=" },
        new("cloudflare-token", l => l.Url(40)) { Before = "CLOUDFLARE_API_TOKEN=" },
        new("cloudflare-key", l => l.Hex(37)) { Before = "cloudflareApiKey = '" },
        new("heroku-key", l => l.Uuid()) { Before = "HEROKU_API_KEY=" },
        new("algolia-key", l => l.Hex(32)) { Before = "ALGOLIA_ADMIN_KEY=" },
        new("okta-token", l => "00" + l.Url(40)) { Before = "OKTA_API_TOKEN=" },
        new("fastly-token", l => l.Url(32)) { Before = "FASTLY_API_TOKEN=" },
        new("mailgun-key", l => $"{l.Hex(32)}-{l.Hex(8)}-{l.Hex(8)}") { Before = "MAILGUN_API_KEY=" },
        new("hetzner-token", l => l.Any(64)) { Before = "HCLOUD_TOKEN=" },
        new("snyk-token", l => l.Uuid()) { Before = "SNYK_TOKEN=" },
        new("codecov-token", l => l.Uuid()) { Before = "CODECOV_TOKEN=" },
        new("linode-token", l => l.Hex(64)) { Before = "LINODE_TOKEN=" },
        new("pagerduty-token", l => l.Url(20)) { Before = "PAGERDUTY_TOKEN=" },
        new("cohere-key", l => l.Any(40)) { Before = "COHERE_API_KEY=" },
        new("mistral-key", l => l.Any(32)) { Before = "MISTRAL_API_KEY=" },
        new("deepseek-key", l => "sk-" + l.Hex(32)) { Before = "DEEPSEEK_API_KEY=" },
        new("vercel-token", l => l.Any(24)) { Before = "VERCEL_TOKEN=" },
        new("discord-client-secret", l => l.Url(32)) { Before = "DiscordClientSecret: " },
        new("launchdarkly-key", l => l.Url(40)) { Before = "LAUNCHDARKLY_API_KEY=" },
        new("rollbar-token", l => l.Hex(32)) { Before = "ROLLBAR_ACCESS_TOKEN=" },
        new("trello-token", l => l.Hex(64)) { Before = "TRELLO_TOKEN=" },
        new("zendesk-token", l => l.Any(40)) { Before = "ZENDESK_API_TOKEN=" },
        new("azure-account-key", l => Convert.ToBase64String(l.Bytes(64))) { Before = "AccountName=a;AccountKey=" },
        new("azure-account-key", l => Convert.ToBase64String(l.Bytes(32))) { Before = "SharedAccessKey=" },
    ];

    private static FakeSecret Key(string format, int length, string signature, string seed) => new(format, l => Checksums.AzureKey(l, length, signature, seed)) { HasChecksum = true };

    private static string Crc(string prefix, Letters letters) => letters.Any(30) is var body ? prefix + body + Checksums.Crc32(body) : "";

    // A macaroon of version 2: location, identifier, end of the header, end of the caveats, signature.
    private static string PyPi(string location, Letters letters) => Convert.ToBase64String(
        [2, 1, (byte)location.Length, .. Encoding.ASCII.GetBytes(location), 2, 36, .. Encoding.ASCII.GetBytes(letters.Uuid()), 0, 0, 6, 32, .. letters.Bytes(32)]).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
