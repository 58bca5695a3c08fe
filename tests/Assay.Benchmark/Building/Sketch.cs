using System.Text.RegularExpressions;
using Assay.Model;
using Assay.TestInputs;
using Microsoft.CodeAnalysis;

namespace Assay.Benchmark.Building;

/// <summary>A package that a recipe writes: picks the fragments of the form, renames, compiles and packs.</summary>
internal sealed class Sketch(Form form, IReadOnlyList<(string Name, string Other)> names, int firstStyle)
{
    private readonly List<(string Path, byte[] Content)> _files = [];
    private int _texts = firstStyle;
    private readonly List<MaliciousPackage> _malware = [];
    private string _manifest = "";
    private bool _module;

    public string PackageId { get; private set; } = "Sample";

    /// <summary>What a feed says of the package; null when it is not from one.</summary>
    public FeedPackageInfo? FeedInfo { get; private set; }

    /// <summary>Packages that are known to be malicious when this one is scanned.</summary>
    public IReadOnlyList<MaliciousPackage> KnownMalware => _malware;

    /// <summary>Contents of the files, the manifest left out.</summary>
    public IEnumerable<byte[]> Contents => _files.Select(file => file.Content);

    /// <summary>True for the benign twin.</summary>
    public bool IsTwin => form == Form.Twin;

    /// <summary>True where texts are put together at run time.</summary>
    public bool HidesTexts => form == Form.Strings;

    /// <summary>Picks between what the replica does and what its benign twin does.</summary>
    public string Twin(string replica, string twin) => form == Form.Twin ? twin : replica;

    /// <summary>Picks between the usual interface and another one for the same purpose.</summary>
    public string Api(string usual, string other) => form == Form.Api ? other : usual;

    /// <summary>Writes a text as a C# expression.</summary>
    public string CSharp(string text) => form == Form.Strings ? CSharpText.Hide(text, _texts++) : CSharpText.Literal(text);

    /// <summary>Writes a text as a PowerShell expression in brackets or quotation marks.</summary>
    public string PowerShell(string text) => form == Form.Strings ? PowerShellText.Hide(text, _texts++) : PowerShellText.Literal(text);

    /// <summary>Writes a text for an MSBuild attribute or element.</summary>
    public string MSBuild(string text) => form == Form.Strings ? MSBuildText.Hide(text, _texts++) : MSBuildText.Literal(text);

    /// <summary>Writes a text as a JavaScript expression.</summary>
    public string JavaScript(string text) => form == Form.Strings ? JavaScriptText.Hide(text, _texts++) : JavaScriptText.Literal(text);

    /// <summary>Gives the package a NuGet manifest. <paramref name="more"/> is further metadata.</summary>
    public Sketch NuGet(string id, string version = "1.4.0", string authors = "A. Writer", string more = "", bool repository = true)
    {
        PackageId = Rename(id);
        _manifest = Manifest(PackageId, version, authors, "A library.", more, repository);
        return this;
    }

    /// <summary>Gives the package the manifests of a PowerShell module.</summary>
    public Sketch Module(string name, string functions, string version = "1.2.0", string author = "A. Writer", string company = "Contoso", string more = "", bool repository = true)
    {
        _module = true;
        PackageId = Rename(name);
        var tags = $"<owners>{company}</owners><tags>PSModule</tags>";
        _manifest = Manifest(PackageId, version, author, "A module.", tags, repository);
        return Text(name + ".psd1", $$"""
            @{
                RootModule = '{{name}}.psm1'
                ModuleVersion = '{{version}}'
                GUID = '5d1f1f0e-0000-4000-8000-0000000000aa'
                Author = '{{author}}'
                CompanyName = '{{company}}'
                Copyright = '(c) {{company}}'
                Description = 'A module.'
                FunctionsToExport = @({{string.Join(", ", functions.Split(' ').Select(function => $"'{function}'"))}})
                CmdletsToExport = @()
                AliasesToExport = @()
                {{more}}
                PrivateData = @{ PSData = @{ ProjectUri = 'https://example.invalid/project' } }
            }
            """);
    }

    /// <summary>Says what a feed tells: versions in ascending order that were all published on one day, and the downloads.</summary>
    public Sketch Feed(string published, IEnumerable<string> versions, long downloads)
    {
        FeedInfo = new FeedPackageInfo(published, true, null, [.. versions.Select(version => new ReportedVersion(version, published, true))]) { Downloads = downloads };
        return this;
    }

    /// <summary>Says that a record of known malware names a version of a package.</summary>
    public Sketch Malware(string package, string version)
    {
        _malware.Add(new MaliciousPackage("MAL-0000-0", "nuget", package, [version], [], []));
        return this;
    }

    /// <summary>Adds a text file.</summary>
    public Sketch Text(string path, string text) => Bytes(path, System.Text.Encoding.UTF8.GetBytes(Rename(text)));

    /// <summary>Adds a file.</summary>
    public Sketch Bytes(string path, byte[] content)
    {
        _files.Add((Rename(path), content));
        return this;
    }

    /// <summary>Adds an assembly compiled from C# source: usual usings and the guard that is never true come before it.</summary>
    public Sketch Assembly(string path, string source, IEnumerable<Stub>? stubs = null, IEnumerable<(string Name, byte[] Content)>? resources = null, string attributes = "", byte[]? publicKey = null)
    {
        var name = Rename(Path.GetFileNameWithoutExtension(path));
        return Bytes(path, ReplicaCompiler.Compile(name, ReplicaCompiler.Usings + Rename(attributes) + ReplicaCompiler.Guard + Rename(source), stubs ?? [], resources ?? [], publicKey));
    }

    /// <summary>Gives a name the spelling that it has in this form.</summary>
    public string Rename(string text)
    {
        if (form != Form.Renamed)
        {
            return text;
        }

        foreach (var (name, other) in names)
        {
            text = Regex.Replace(text, $@"(?<!\w){Regex.Escape(name)}(?!\w)", other, RegexOptions.None, TimeSpan.FromSeconds(5));
        }

        return text;
    }

    /// <summary>Packs everything.</summary>
    public byte[] Pack()
    {
        var package = new NupkgBuilder(manifest: null)
            .Add(PackageId + ".nuspec", _manifest)
            .Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
            .Add("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
        if (_module)
        {
            package.Add("package/services/metadata/core-properties/a.psmdcp", "<coreProperties/>");
        }

        foreach (var (path, content) in _files)
        {
            package.Add(path, content);
        }

        return package.Build();
    }

    private static string Manifest(string id, string version, string authors, string description, string more, bool repository) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>{id}</id>
            <version>{version}</version>
            <authors>{authors}</authors>
            <license type="expression">MIT</license>
            <projectUrl>https://example.invalid/project</projectUrl>
            <description>{description}</description>
            {(repository ? "<repository type=\"git\" url=\"https://example.invalid/project.git\" commit=\"0000000000000000000000000000000000000000\" />" : "")}
            {more}
          </metadata>
        </package>
        """;
}
