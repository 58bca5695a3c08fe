namespace Assay.Text.Secrets;

/// <content>Language models, operations and office work.</content>
internal static partial class TokenFormats
{
    private static TokenFormat[] Models() =>
    [
        new("openai-key", "OpenAI", SecretFamily.ApiKey, TokenChecks.OpenAi, "sk-{a48}", "sk-proj-{t100-200}", "sk-svcacct-{t100-200}", "sk-admin-{t100-200}"),
        ApiKey("anthropic-key", "Anthropic", "sk-ant-api03-{t95}", "sk-ant-admin01-{t95}"),
        Token("anthropic-token", "Anthropic", "sk-ant-oat01-{t95}", "sk-ant-ort01-{t95}"),
        Token("hugging-face-token", "Hugging Face", "hf_{L34}", "api_org_{L34}"),
        ApiKey("replicate-key", "Replicate", "r8_{a37}"),
        ApiKey("groq-key", "Groq", "gsk_{a52}"),
        ApiKey("perplexity-key", "Perplexity", "pplx-{a48}"),
        ApiKey("xai-key", "xAI", "xai-{a80}"),
        ApiKey("openrouter-key", "OpenRouter", "sk-or-v1-{h64}"),
        ApiKey("pinecone-key", "Pinecone", "pcsk_{a5-6}_{a63}"),
        ApiKey("langsmith-key", "LangSmith", "lsv2_pt_{h32}_{h10}", "lsv2_sk_{h32}_{h10}"),
        ApiKey("nvidia-key", "NVIDIA", "nvapi-{t64}"),
    ];

    private static TokenFormat[] Operations() =>
    [
        ApiKey("new-relic-key", "New Relic", "NRAK-{U27}", "NRII-{t32}", "{h36}^FFFFNRAL"),
        Token("grafana-token", "Grafana", "glsa_{a32}_{x8}", "glc_{e32-400}"),
        Token("sentry-token", "Sentry", "sntryu_{h64}", "sntrys_eyJ{e60-400}_{b43}"),
        Token("dynatrace-token", "Dynatrace", "dt0c01.{U24}.{U64}", "dt0s01.{U24}.{U64}", "dt0s16.{U24}.{U64}"),
        ApiKey("honeycomb-key", "Honeycomb", "hcaik_{l58}", "hcbik_{l58}"),
        ApiKey("postman-key", "Postman", "PMAK-{h24}-{h34}"),
        ApiKey("launchdarkly-key", "LaunchDarkly", $"sdk-{Uuid}", $"api-{Uuid}"),
        ApiKey("wakatime-key", "WakaTime", $"waka_{Uuid}"),
        ApiKey("maxmind-key", "MaxMind", "{a6}_{a29}^_mmk"),
    ];

    private static TokenFormat[] Work() =>
    [
        Token("atlassian-token", "Atlassian", "ATATT3{t177-190}={X8}"),
        ApiKey("linear-key", "Linear", "lin_api_{a40}", "lin_oauth_{h64}"),
        Token("notion-token", "Notion", "ntn_{d11}{a35}", "secret_{a43}"),
        Token("figma-token", "Figma", "figd_{t40}"),
        Token("airtable-token", "Airtable", "pat{a14}^.{h64}"),
        Token("typeform-token", "Typeform", "tfp_{g59}"),
        Token("contentful-token", "Contentful", "CFPAT-{t43}"),
        ApiKey("readme-key", "ReadMe", "rdme_{l70}"),
        Token("frameio-token", "Frame.io", "fio-u-{t64}"),
        Token("hubspot-token", "HubSpot", $"pat-na1-{Uuid}", $"pat-eu1-{Uuid}"),
        Token("dropbox-token", "Dropbox", "sl.{t130-152}", "sl.u.{t130-1300}"),
        Token("okta-token", "Okta", "SSWS 00{t40}"),
        Token("salesforce-token", "Salesforce", "00D{a12}!{g80-120}"),
        ApiKey("authress-key", "Authress", "sc_{a5-30}.{a4-6}.acc_{l10-32}.{%30-120}"),
    ];
}
