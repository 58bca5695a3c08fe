namespace Assay.Text.Secrets;

/// <content>Clouds, hosting and databases.</content>
internal static partial class TokenFormats
{
    private static TokenFormat[] Clouds() =>
    [
        new("aws-access-key", "AWS", SecretFamily.Credentials, TokenChecks.AwsKeyId, "AKIA{n16}", "ASIA{n16}", "ABIA{n16}", "ACCA{n16}"),
        ApiKey("aws-bedrock-key", "AWS", "ABSK{e109-269}"),
        ApiKey("google-api-key", "Google", "AIza{t35}"),
        Credentials("google-client-secret", "Google", "GOCSPX-{t28}"),
        Token("google-access-token", "Google", "ya29.{t60-500}"),
        Credentials("alibaba-access-key", "Alibaba Cloud", "LTAI{a20}"),
        Credentials("tencent-access-key", "Tencent Cloud", "AKID{a32}"),
        Credentials("yandex-access-key", "Yandex Cloud", "YCA{t22}", "AQVN{t35-38}"),
        Token("digitalocean-token", "DigitalOcean", "dop_v1_{h64}", "doo_v1_{h64}", "dor_v1_{h64}"),
        Token("heroku-key", "Heroku", "HRKU-AA{t58}"),
        Token("scaleway-key", "Scaleway", "SCW{U17}"),
        Credentials("cloudflare-origin-key", "Cloudflare", "v1.0-{h24}-{h146}"),
        Token("fly-token", "Fly.io", "fo1_{t43}", "fm2_{e100-1500}", "fm1r_{e100-1500}", "fm1a_{e100-1500}"),
        Token("netlify-token", "Netlify", "nfp_{a36-40}"),
        ApiKey("render-key", "Render", "rnd_{a32}"),
        Token("supabase-token", "Supabase", "sbp_{h40}", "sb_secret_{t22}_{t8}"),
        ApiKey("neon-key", "Neon", "napi_{l64}"),
        Token("planetscale-token", "PlanetScale", "pscale_tkn_{g32-64}", "pscale_oauth_{g32-64}", "pscale_pw_{g32-64}"),
        Token("databricks-token", "Databricks", "dapi{h32}", "dapi{h32}-{d1}"),
        Token("clickhouse-key", "ClickHouse", "4b1d{a38}"),
        Token("openshift-token", "OpenShift", "sha256~{t43}"),
        Token("pulumi-token", "Pulumi", "pul-{h40}"),
        Token("terraform-token", "Terraform Cloud", "{a14}^.atlasv1.{t60-70}"),
        Token("vault-token", "Vault", "hvs.{t90-120}", "hvb.{t138-300}", "hvr.{t90-300}"),
        Token("doppler-token", "Doppler", "dp.pt.{a43}", "dp.ct.{a43}", "dp.sa.{a43}", "dp.scim.{a43}", "dp.audit.{a43}", "dp.st.{a40-44}", "dp.st.{t2-35}.{a40-44}"),
        Token("tailscale-key", "Tailscale", "tskey-auth-{a12-20}-{a26-40}", "tskey-api-{a12-20}-{a26-40}", "tskey-client-{a12-20}-{a26-40}"),
        Token("defined-networking-key", "Defined Networking", "dnkey-{U26}-{U52}"),
        Token("onepassword-token", "1Password", "ops_eyJ{e250-2000}"),
        new("age-key", "age", SecretFamily.PrivateKey, TokenChecks.LooksRandom, "AGE-SECRET-KEY-1{U58}"),
    ];

    // Keys of 32 and 64 bytes: random, a signature of the service, a checksum by Marvin32 over what stands before it.
    private static TokenFormat[] Azure() =>
    [
        Azure("azure-storage-key", "Azure Storage", "{b76}^+ASt{b6}==", AzureChecksum.Storage),
        Azure("azure-cosmos-key", "Azure Cosmos DB", "{b76}^ACDb{b6}==", AzureChecksum.Cosmos),
        Azure("azure-batch-key", "Azure Batch", "{b76}^+ABa{b6}==", AzureChecksum.Batch),
        Azure("azure-ml-key", "Azure Machine Learning", "{b76}^+AMC{b6}==", AzureChecksum.MachineLearning),
        Azure("azure-apim-key", "Azure API Management", "{b76}^APIM{b6}==", AzureChecksum.ApiManagement),
        Azure("azure-service-bus-key", "Azure Service Bus", "{b33}^+ASb{b6}=", AzureChecksum.Messaging),
        Azure("azure-event-hub-key", "Azure Event Hubs", "{b33}^+AEh{b6}=", AzureChecksum.Messaging),
        Azure("azure-relay-key", "Azure Relay", "{b33}^+ARm{b6}=", AzureChecksum.Messaging),
        Azure("azure-redis-key", "Azure Cache for Redis", "{b33}^AzCa{b6}=", AzureChecksum.Redis),
        Azure("azure-iot-key", "Azure IoT", "{b33}^AIoT{b6}=", AzureChecksum.InternetOfThings),
        Azure("azure-functions-key", "Azure Functions", "{t44}^AzFu{t6}==", AzureChecksum.Functions),
        Azure("azure-search-key", "Azure AI Search", "{b42}^AzSe{b6}", AzureChecksum.Search),
        Azure("azure-container-registry-key", "Azure Container Registry", "{b42}^+ACR{b6}", AzureChecksum.ContainerRegistry),
        Credentials("azure-key", "Azure", "{a52}^JQQJ9{a27}", "{a52}^JQQJ9{a29}=="),
        new("azure-emulator-key", "Azure", SecretFamily.Credentials, TokenChecks.PublishedOnly, "Eby8{b82}==", "C2y6{b82}=="),
        Credentials("azure-client-secret", "Microsoft Entra ID", "{v3}^7Q~{v31}", "{v3}^8Q~{v34}"),
    ];

    private static TokenFormat Azure(string id, string service, string pattern, params ulong[] seeds) =>
        new(id, service, SecretFamily.Credentials, (token, _) => AzureChecksum.Holds(token, seeds) ? TokenCheck.Right : TokenCheck.Wrong, pattern);
}
