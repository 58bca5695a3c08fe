namespace Assay.Text.Secrets;

/// <content>Hosts of source code, build services and package registries.</content>
internal static partial class TokenFormats
{
    private static TokenFormat[] CodeHosts() =>
    [
        new("github-token", "GitHub", SecretFamily.Token, TokenChecks.Crc32InBase62, "ghp_{a36}", "gho_{a36}", "ghu_{a36}", "ghs_{a36}", "ghr_{a36}"),
        Token("github-fine-grained-token", "GitHub", "github_pat_{a22}_{a59}"),
        Token("gitlab-token", "GitLab", "glpat-{t20}", "glpat-{t27-300}.{l9}", "gldt-{t20}", "glrt-{t20}", "glrt-t{d1}_{t27-300}.{l9}", "glft-{t20}", "glsoat-{t20}", "glcbt-{a1-5}_{t20}", "glptt-{h40}",
            "glagent-{t50}", "gloas-{t64}", "glimt-{t25}", "glffct-{t20}", "GR1348941{t20}"),
        Credentials("bitbucket-app-password", "Bitbucket", "ATBB{a32}"),
        Token("bitbucket-token", "Bitbucket", "ATCTT3{t180-200}={X8}"),
        Token("azure-devops-token", "Azure DevOps", "{a76}^AZDO{a4}"),
        Token("sourcegraph-token", "Sourcegraph", "sgp_{h40}", "sgp_{h16}_{h40}"),
        Token("circleci-token", "CircleCI", "CCIPAT_{a22}_{h40}", "CCIPRJ_{a22}_{h40}"),
        Token("buildkite-token", "Buildkite", "bkua_{h40}"),
        Token("harness-token", "Harness", "pat.{t22}.{a24}.{a20}", "sat.{t22}.{a24}.{a20}"),
        ApiKey("octopus-key", "Octopus Deploy", "API-{U26}"),
        Token("sonarqube-token", "SonarQube", "squ_{h40}", "sqp_{h40}", "sqa_{h40}"),
        Token("snyk-token", "Snyk", "snyk_uat.{h8}.{t100-1000}", "snyk_sat.{h8}.{t100-1000}"),
        Token("prefect-token", "Prefect", "pnu_{a36}"),
    ];

    private static TokenFormat[] Registries() =>
    [
        new("npm-token", "npm", SecretFamily.Token, TokenChecks.Crc32InBase62, "npm_{a36}"),
        new("pypi-token", "PyPI", SecretFamily.Token, TokenChecks.PyPiMacaroon, "pypi-AgE{t60-1000}"),
        new("nuget-key", "NuGet", SecretFamily.ApiKey, TokenChecks.LooksRandom, "oy2{i43}"),
        Token("rubygems-token", "RubyGems", "rubygems_{h48}"),
        Token("crates-token", "crates.io", "cio{a32}"),
        Token("clojars-token", "Clojars", "CLOJARS_{l60}"),
        Token("docker-hub-token", "Docker Hub", "dckr_pat_{t27}", "dckr_oat_{t32}"),
        ApiKey("artifactory-key", "Artifactory", "AKCp{a69}"),
        Token("artifactory-token", "Artifactory", "cmVmd{a59}"),
        Token("infracost-token", "Infracost", "ico-{a32}"),
    ];
}
