using System.Text;
using Assay.Model;
using Assay.Text.Secrets;

namespace Assay.Text.Tests.Secrets;

/// <summary>Passwords in URLs, connection strings and configurations; what stands for one is told apart.</summary>
public sealed class PasswordTests
{
    private const string Password = "Regen9" + "Bogen+Elf";

    [Theory]
    [InlineData("https://svc:{0}@feed.corp.invalid.net/index", "url-password", null)]
    [InlineData("postgres://app:{0}@db.corp.net:5432/main", "url-password", null)]
    [InlineData("amqp://guest:guest@mq.corp.net", "url-password", "placeholder")]
    [InlineData("https://user:password@host.corp.net", "url-password", "placeholder")]
    [InlineData("https://svc:{0}@example.com/", "url-password", "placeholder")]
    [InlineData("mongodb://root:{0}@localhost:27017", "url-password", "placeholder")]
    [InlineData("Server=db.corp.net;Database=a;User Id=app;Password={0};", "connection-string", null)]
    [InlineData("Data Source=db.corp.net;UID=app;PWD={0}", "connection-string", null)]
    [InlineData("Server=.;Database=a;Password={0}", "connection-string", "placeholder")]
    [InlineData("Server=db.corp.net;User Id=app;Password=changeme", "connection-string", "placeholder")]
    [InlineData("Server=db.corp.net;User Id=app;Password=%PASSWORD%", "connection-string", "placeholder")]
    [InlineData("<add key=\"ClearTextPassword\" value=\"{0}\" />", "nuget-source-password", null)]
    [InlineData("<add key=\"ClearTextPassword\" value=\"%FEED_TOKEN%\" />", "nuget-source-password", "placeholder")]
    [InlineData("//npm.corp.net/:_authToken={0}", "npm-source-token", null)]
    [InlineData("machine git.corp.net login app password {0}", "netrc-password", null)]
    public void A_password_is_told_from_what_stands_for_one(string text, string format, string? known)
    {
        text = text.Replace("{0}", Password, StringComparison.Ordinal);
        var facts = Analyze(text);
        var fact = facts.Read(Assert.Single(facts.Records));
        Assert.Equal((format, known), (fact.Value, fact.Arguments!["known"]));
        Assert.DoesNotContain(Password, string.Concat(facts.Strings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://a.corp.net/x:y@z")]
    [InlineData("https://{user}@a.corp.net/")]
    [InlineData("mailto://a:b")]
    [InlineData("Password={0};Remember=true")]
    [InlineData("if (Password == null) { Server = a; }")]
    [InlineData("Server=db.corp.net;User Id=app;Password=<password>")]
    [InlineData("Basic authentication of users is not supported")]
    [InlineData("_authToken=${NPM_TOKEN}")]
    [InlineData("\"auth\": \"not base 64 at all\"")]
    public void What_only_resembles_a_password_is_none(string text) => Assert.True(Analyze(text).RecordSpan.IsEmpty);

    [Fact]
    public void Logins_in_base_64_are_decoded_and_those_of_documentation_are_known()
    {
        var login = Convert.ToBase64String(Encoding.ASCII.GetBytes("app:" + Password));
        var header = Analyze("Authorization: Basic " + login);
        var registry = Analyze("{ \"auths\": { \"r.corp.net\": { \"auth\": \"" + login + "\" } } }");
        var documentation = Analyze("Authorization: Basic " + Convert.ToBase64String("Aladdin:open sesame"u8));

        Assert.Equal(("basic-authorization", "app"), (header.Read(header.Records[0]).Value, header.Read(header.Records[0]).Arguments!["detail"]));
        Assert.Equal("docker-registry-password", registry.Read(Assert.Single(registry.Records)).Value);
        Assert.Equal("published", documentation.Read(Assert.Single(documentation.Records)).Arguments!["known"]);
    }

    [Fact]
    public void A_signed_token_is_found_with_its_last_day_and_an_unsigned_one_is_not()
    {
        var token = Jwt("""{"alg":"RS256","typ":"JWT"}""", """{"sub":"a","exp":2000000000}""", 256);
        var fact = Analyze("token: " + token);

        Assert.Equal("RS256, expires 2033-05-18", fact.Read(Assert.Single(fact.Records)).Arguments!["detail"]);
        Assert.True(Analyze(Jwt("""{"alg":"none"}""", """{"sub":"a","exp":2000000000}""", 256)).RecordSpan.IsEmpty);
        Assert.True(Analyze(Jwt("""{"typ":"something"}""", """{"sub":"a","exp":2000000000}""", 256)).RecordSpan.IsEmpty);
        Assert.True(Analyze(Jwt("""{"alg":"RS256","typ":"JWT"}""", """["not","an","object"]""", 256)).RecordSpan.IsEmpty);
        Assert.True(Analyze(token[..(token.LastIndexOf('.') + 20)]).RecordSpan.IsEmpty);
    }

    [Fact]
    public void A_shared_access_signature_is_found_by_its_length_and_company()
    {
        var signature = Uri.EscapeDataString(Convert.ToBase64String(new Letters(3).Bytes(32)));
        var url = "https://a.blob.core.windows.net/c?sv=2024-01-01&se=2033-01-01&sig=" + signature;
        var hook = "https://prod-1.westeurope.logic.azure.com/workflows/a?sv=1.0&sig=" + new Letters(4).Any(42) + "A";

        Assert.Equal("azure-access-signature", Assert.Single(Values(Analyze(url))));
        Assert.Equal("azure-workflow-webhook", Assert.Single(Values(Analyze(hook))));
        Assert.True(Analyze("https://a.corp.net/c?sig=" + signature).RecordSpan.IsEmpty);
        Assert.True(Analyze(url[..^8]).RecordSpan.IsEmpty);
    }

    [Fact]
    public void Values_that_everybody_has_are_known()
    {
        var emulator = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/" + "K1SZFPTOtr/KBHBeksoGMGw==";

        Assert.Equal("published", Known(emulator));
        Assert.Equal("published", Known("AccountName=devstoreaccount1;AccountKey=" + emulator));
        Assert.Equal("published", Known("AKIA" + "IOSFODNN7EXAMPLE"));
        Assert.Equal("canary", Known("canarytokens: AKIA" + new Letters(1).Base32(7) + "5" + new Letters(2).Base32(8)));
    }

    [Fact]
    public void An_environment_file_has_values_and_an_example_of_one_has_none()
    {
        var writer = new FactWriter();
        EnvironmentFiles.Analyze(Encoding.UTF8.GetBytes($"# settings\nPORT=80\nDB_PASSWORD={Password}\nexport API_TOKEN='{Password}'\nTOKEN_LIFETIME=3600\nSECRET_KEY=changeme\nOTHER_SECRET=\n"), writer);
        var facts = writer.ToFacts();

        Assert.Equal([(3, "DB_PASSWORD=(15 hidden)"), (4, "API_TOKEN=(15 hidden)")], facts.Records.Select(record => (record.Position, facts.Read(record).Arguments!["redacted"]!)));
        Assert.True(EnvironmentFiles.Is("content/.env") && EnvironmentFiles.Is(".env.production"));
        Assert.False(EnvironmentFiles.Is(".env.example") || EnvironmentFiles.Is(".envrc.txt") || EnvironmentFiles.Is("production.env.md"));
    }

    private static string? Known(string text)
    {
        var facts = Analyze(text);
        return facts.Read(Assert.Single(facts.Records)).Arguments!["known"];
    }

    private static string Jwt(string header, string claims, int signature) => string.Join('.', new[] { Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(claims), new Letters(5).Bytes(signature) }
        .Select(part => Convert.ToBase64String(part).TrimEnd('=').Replace('+', '-').Replace('/', '_')));

    private static IEnumerable<string> Values(FileFacts facts) => facts.Records.Select(record => facts.Strings[record.Value]);

    private static FileFacts Analyze(string text)
    {
        var writer = new FactWriter();
        SecretFacts.AddFromText(Encoding.UTF8.GetBytes(text), "file", writer);
        return writer.ToFacts();
    }
}
