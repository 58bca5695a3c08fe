using System.CommandLine;

namespace Assay.Cli;

/// <summary>The examples that stand at the end of each command's help.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, (string Line, string Meaning)[]> ByCommand = new(StringComparer.Ordinal)
    {
        [""] =
        [
            ("assay scan Newtonsoft.Json.13.0.3.nupkg", "report on a package"),
            ("assay check", "all packages that the projects of this folder need"),
            ("assay verify Newtonsoft.Json.13.0.3.nupkg", "who signed a package, and whether it was changed"),
            ("assay diff Newtonsoft.Json 13.0.1 13.0.3", "what is new between two versions"),
            ("assay explain opens-listening-socket", "what a finding means"),
        ],
        ["scan"] =
        [
            ("assay scan package.nupkg", "full report on the terminal"),
            ("assay scan packages/", "one line for each package of a folder"),
            ("assay scan Serilog@4.2.0", "a package of the sources of your NuGet configuration"),
            ("assay scan Pester@5.7.1 --from psgallery", "a module of the gallery in PowerShell's list of repositories"),
            ("assay scan Serilog --from internal", "the latest version at one of them"),
            ("assay scan module/ -o json=report.json", "a module folder; the JSON report goes to a file"),
            ("cat tool.ps1 | assay scan -", "what another program wrote: a script, or a package"),
            ("assay scan package.nupkg -o html=report.html", "one page to read in a browser, to print or to send"),
            ("assay scan packages/ -o json=reports/ -o html=reports/", "one JSON file and one page for each package"),
            ("assay scan packages/ -o sarif=assay.sarif -o cyclonedx=bom.cdx.json", "for code scanning, and a bill of materials"),
            ("assay scan packages/ --fail-on review --quiet", "a build step that stops at review"),
            ("assay scan packages/ --fail-on high,secrets", "one that stops at issues of high severity and at secrets"),
            ("assay scan packages/ --baseline known.json", "one that stops at what is new"),
            ("assay scan Serilog@4.2.0 --compare-to previous", "what is new against the version before comes first"),
            ("assay scan package.nupkg --snapshot ours.json", "how unusual it is among your own packages"),
            ("assay scan package.nupkg --format json | jq .verdict", "JSON alone on standard output"),
        ],
        ["verify"] =
        [
            ("assay verify Newtonsoft.Json.13.0.3.nupkg", "who signed a package and its files, and whether they were changed"),
            ("assay verify Serilog@4.2.0", "a package of the sources of your NuGet configuration"),
            ("assay verify tool.exe Sample.dll script.ps1", "programs, libraries and scripts"),
            ("assay verify ./MyModule", "a module with its catalogue"),
            ("assay verify packages/ --quiet", "one line for each package; 1 when one is broken or doubtful"),
            ("assay verify module/ --roots company-root.pem --crl company.crl", "with authorities and revocations of your own"),
            ("assay verify package.nupkg --format json | jq .outcome", "JSON alone on standard output"),
        ],
        ["diff"] =
        [
            ("assay diff old.nupkg new.nupkg", "two files: packages, modules, scripts, assemblies"),
            ("assay diff Newtonsoft.Json 13.0.1 13.0.3", "two versions of a package of your NuGet sources"),
            ("assay diff Serilog", "the latest version against the one before"),
            ("assay diff Serilog 4.2.0 --from internal", "a version of one source against the one before it"),
            ("assay diff old.nupkg new.nupkg --fail-on-new signer,surfaces,behaviors", "a review step that stops at what is new"),
            ("assay diff old.nupkg new.nupkg --format markdown", "a table for a pull request"),
            ("assay diff old.nupkg new.nupkg -o html=difference.html", "a page to read in a browser"),
        ],
        ["convert"] =
        [
            ("assay convert report.json --to sarif -o report.sarif", "for code scanning"),
            ("assay convert a.json b.json -o cyclonedx=bom.cdx.json -o markdown=comment.md", "several reports in one bill of materials, and a table for a review"),
            ("assay scan package.nupkg --format json | assay convert - --to spdx", "what another command wrote"),
            ("assay convert reports.json -o html=pages/", "a page for each package"),
        ],
        ["serve"] =
        [
            ("assay serve", "the portal on http://127.0.0.1:5080, with a data folder of your own"),
            ("assay community build --from packages/ --name ours --index data/index/nuget.db", "an index for it"),
            ("assay serve --data data/ --packages packages/", "reports of its packages, their code included"),
            ("assay serve --data data/ --urls http://0.0.0.0:8080 --feed internal", "for a team; packages of one feed may be requested"),
            ("assay serve backup backups/monday --data data/", "a copy of everything, while it runs"),
        ],
        ["backup"] = [("assay serve backup backups/monday --data data/", "a copy of everything, while the portal runs")],
        ["restore"] = [("assay serve restore backups/monday --data restored/", "a new data folder from it")],
        ["token"] = [("assay serve token create --name admin --role admin --data data/", "a first token, shown once")],
        ["audit"] = [("assay serve audit verify --data data/", "whether the audit log is whole")],
        ["explain"] =
        [
            ("assay explain opens-listening-socket", "a behavior or policy of this build"),
            ("assay explain my-rule --rules rules/", "one of your own"),
        ],
        ["rules"] =
        [
            ("assay rules list --category network", "the rules of a category"),
            ("assay rules test rules/", "checks rule files"),
        ],
        ["list"] =
        [
            ("assay rules list", "all rules"),
            ("assay rules list --category network --format json", "the rules of a category, for programs"),
        ],
        ["test"] = [("assay rules test rules/", "checks every rule file below rules/")],
        ["community"] =
        [
            ("assay community show", "what the figures of this build are about"),
            ("assay community build --from packages/ --name ours -o ours.json", "figures of your own packages"),
            ("assay community build --from psgallery --name gallery", "an index of the PowerShell Gallery"),
            ("assay community update --name gallery", "what is new there"),
            ("assay community query 'risk:suspicious and not tier:top100'", "packages with a finding"),
        ],
        ["update"] =
        [
            ("assay community update --name ours", "what is new in its folders and feeds"),
            ("assay community update --index ours.db -o ours.json", "and a snapshot of the figures"),
        ],
        ["build"] =
        [
            ("assay community build --from packages/ --name ours", "an index in the data folder; the same command goes on with it"),
            ("assay community build --from psgallery --name gallery", "one of a feed"),
            ("assay community build --from packages/ --name ours -o ours.json", "a snapshot ranked by dependents among the packages, and no index"),
            ("assay community build --from packages/ --name ours --popularity downloads.csv -o ours.json", "ranked by downloads"),
            ("assay scan package.nupkg --snapshot ours.json", "a report with these figures"),
        ],
        ["show"] =
        [
            ("assay community show", "the snapshot of this build"),
            ("assay community show ours.json --format json", "one of your own, for programs"),
        ],
        ["query"] =
        [
            ("assay community query 'behavior:opens-listening-socket and not tier:top1k'", "packages of the snapshot of this build"),
            ("assay community query 'risk:suspicious first-seen:>2026-10' --name ours", "of an index"),
            ("assay community query 'tag:json depends-on:newtonsoft.json' --name ours --count", "the number alone"),
            ("assay community query 'verdict:review' --index ours.db --format csv > review.csv", "for a spreadsheet"),
        ],
        ["stats"] =
        [
            ("assay community stats --name ours", "what an index holds"),
            ("assay community stats --name ours --rule opens-listening-socket", "how usual a finding was, week by week"),
        ],
        ["export"] =
        [
            ("assay community export --name ours -o ours.json", "a snapshot for scans"),
            ("assay community export --name ours --full | jq -r 'select(.verdict == \"review\") | .id'", "every version with its findings"),
        ],
        ["community import"] =
        [
            ("assay community import ours.json", "scans of this user use it"),
            ("assay scan package.nupkg", "a report with these figures"),
        ],
        ["advisories"] =
        [
            ("assay advisories update", "what the feeds of your NuGet configuration know"),
            ("assay advisories import nuget-osv.zip", "and a file that somebody brought"),
            ("assay advisories status", "how old the sources are, and what they have"),
            ("assay scan package.nupkg", "uses the database by itself"),
        ],
        ["advisories import"] =
        [
            ("assay advisories import nuget-osv.zip", "the zip of an ecosystem that osv.dev publishes"),
            ("assay advisories import advisory-database/advisories/ malicious-packages/osv/", "two folders of OSV records"),
            ("assay advisories import known_exploited_vulnerabilities.json epss_scores.csv.gz", "what is exploited, and how likely it becomes so"),
            ("assay advisories import own/ --source security-team -o own.db", "records of your own, in a database of their own"),
        ],
        ["advisories update"] =
        [
            ("assay advisories update", "feeds and audit sources of the NuGet configuration, and what was named before"),
            ("assay advisories update --from https://mirror.example/osv/nuget.zip", "an address too, from now on"),
        ],
        ["advisories status"] =
        [
            ("assay advisories status", "sources, days, counts"),
            ("assay advisories status --format json", "for programs"),
        ],
        ["advisories show"] =
        [
            ("assay advisories show CVE-2024-21319", "what each source says of it"),
            ("assay advisories show System.Text.Json@8.0.0", "what is known of a version"),
        ],
        ["advisories export"] =
        [
            ("assay advisories export findings.json --audit-source site/ --base-url https://audit.example.com/", "findings of assay scan, with a page for each"),
            ("assay advisories export check.json --audit-source site/ --base-url https://audit.example.com/ --report-url 'https://assay.example.com/nuget/{id}/{version}'", "findings of assay check, with pages elsewhere"),
        ],
        ["config"] =
        [
            ("assay config init", "writes an assay.yaml to start with"),
            ("assay config check", "checks the one that holds here"),
            ("assay config explain no-source-repository", "what is set for a rule, and in which line"),
        ],
        ["config explain"] = [("assay config explain", "every setting that holds here, with its line"), ("assay config explain no-source-repository", "what is set for a rule")],
        ["check"] =
        [
            ("assay check", "all packages that the projects of this folder need"),
            ("assay check App.slnx", "those of a solution"),
            ("assay check packages.lock.json --offline", "those of a lock file, without a connection"),
            ("assay check bom.cdx.json", "those of a bill of materials"),
            ("assay check MyModule.psd1 resources.psd1", "modules that a manifest and a file for -RequiredResourceFile ask for"),
            ("assay check --direct --exclude-development", "only what programs name themselves"),
            ("assay check --fail-on review,secrets --quiet", "a build step that stops at review and at secrets"),
            ("assay check -o json=check.json", "the report for programs goes to a file"),
            ("assay check --format markdown > comment.md", "a text for a pull request"),
        ],
        ["config check"] = [("assay config check", "the file that holds here"), ("assay config check ci/assay.yaml", "another one")],
        ["init"] = [("assay config init", "writes assay.yaml here"), ("assay config schema > assay.schema.json", "the schema that editors complete and check it with")],
        ["schema"] = [("assay config schema > assay.schema.json", "for the comment line `# yaml-language-server: $schema=assay.schema.json`")],
        ["limits"] = [("assay limits", "all limits with what holds here"), ("assay limits --limit file-bytes=64MiB --format json", "what would hold"), ("assay scan package.nupkg --limit package-seconds=60", "a run that reads a package for a minute at most")],
        ["baseline"] = [("assay baseline create packages/ -o known.json", "keeps the issues there are"), ("assay scan packages/ --baseline known.json", "stops at those that come later")],
        ["create"] = [("assay baseline create packages/ -o known.json", "keeps the issues there are"), ("assay scan packages/ --baseline known.json", "stops at those that come later")],
        ["powershell"] =
        [
            ("assay powershell deobfuscate tool.ps1", "a script with its texts put together, and the code inside it"),
            ("assay powershell inspect *.ps1 --format json", "commands, functions, types and members, one line a file"),
        ],
        ["tokens"] = [("assay powershell tokens tool.ps1", "line, column, kind and text of each token")],
        ["tree"] = [("assay powershell tree tool.ps1", "the syntax tree, indented")],
        ["deobfuscate"] =
        [
            ("assay powershell deobfuscate tool.ps1", "what the script says once its texts are put together"),
            ("cat tool.ps1 | assay powershell deobfuscate -", "what another program wrote"),
        ],
        ["inspect"] =
        [
            ("assay powershell inspect tool.ps1", "a summary for people"),
            ("assay powershell inspect *.ps1 --format json | jq -r '.commands[][0]'", "names of all commands"),
        ],
        ["completion"] =
        [
            ("assay completion bash >> ~/.bashrc", "bash"),
            ("assay completion zsh > ~/.zfunc/_assay", "zsh, with ~/.zfunc in fpath"),
            ("assay completion fish > ~/.config/fish/completions/assay.fish", "fish"),
            ("assay completion pwsh >> $PROFILE", "PowerShell"),
        ],
    };

    /// <summary>Gives the examples of a command; none for a command without.</summary>
    public static IReadOnlyList<(string Line, string Meaning)> Of(Command command) => command is RootCommand ? ByCommand[""] : ByCommand.GetValueOrDefault(Path(command)) ?? ByCommand.GetValueOrDefault(command.Name, []);

    // Commands of the same name below others may have examples of their own: `config explain`.
    private static string Path(Command command) => string.Join(' ', command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => parent.Name).Append(command.Name));
}
