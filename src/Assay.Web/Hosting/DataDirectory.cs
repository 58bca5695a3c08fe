using Microsoft.Extensions.Options;

namespace Assay.Web.Hosting;

/// <summary>Where everything lies that the portal keeps.</summary>
public sealed class DataDirectory
{
    /// <summary>Makes the folders where they are missing.</summary>
    public DataDirectory(IOptions<PortalOptions> options)
        : this(options.Value.Data)
    {
    }

    /// <summary>Makes the folders where they are missing.</summary>
    public DataDirectory(string root)
    {
        Root = Path.GetFullPath(root.Length > 0 ? root : throw new ArgumentException("The portal has no data folder: set Portal:Data.", nameof(root)));
        foreach (var folder in (string[])[Root, Indexes, Packages, Reports, Incoming])
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Indexes of communities: <c>nuget.db</c>, <c>psgallery.db</c>.</summary>
    public string Indexes => Path.Combine(Root, "index");

    /// <summary>Files of packages under their SHA-256.</summary>
    public string Packages => Path.Combine(Root, "packages");

    /// <summary>Reports that can be made again from the indexes.</summary>
    public string Reports => Path.Combine(Root, "reports");

    /// <summary>Uploads that have not arrived completely; nothing here outlives a restart.</summary>
    public string Incoming => Path.Combine(Root, "incoming");

    /// <summary>Jobs, tokens and the audit log.</summary>
    public string Database => Path.Combine(Root, "portal.db");

    /// <summary>Known vulnerabilities, as <c>assay advisories import</c> writes them; need not exist.</summary>
    public string Advisories => Path.Combine(Root, "advisories.json");

    /// <summary>The index of a community; need not exist.</summary>
    public string Index(string community) => Path.Combine(Indexes, community + ".db");

    /// <summary>The place of a package file.</summary>
    /// <param name="sha256">Lower-case hexadecimal.</param>
    public string Package(string sha256) => Path.Combine(Packages, sha256[..2], sha256);
}
