namespace Assay.Web.Hosting;

/// <summary>What an operator can set: section <c>Portal</c> of <c>appsettings.json</c>, <c>ASSAY_PORTAL__NAME</c> in the environment, <c>--Portal:Name value</c> on the command line.</summary>
public sealed class PortalOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Portal";

    /// <summary>The folder that holds everything that is kept (docs/portal.md, "Data directory").</summary>
    public string Data { get; set; } = "";

    /// <summary>What the site is called.</summary>
    public string Name { get; set; } = "Assay";

    /// <summary>The address under which people reach the site, for feeds and badges; null to use that of the request.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>Anybody may read. When false, every page and answer but health and sign-in wants a token.</summary>
    public bool AnonymousRead { get; set; } = true;

    /// <summary>Anybody may hand packages in. Null: only where the server listens on loopback addresses alone.</summary>
    public bool? AnonymousSubmit { get; set; }

    /// <summary>Folders in which files of packages of the indexes lie, besides the data folder; they are only read.</summary>
    public IList<string> PackageFolders { get; } = [];

    /// <summary>Names or addresses of feeds that packages may be requested from; those of the NuGet configuration when empty.</summary>
    public IList<string> Feeds { get; } = [];

    /// <summary>Bytes of the largest upload.</summary>
    public long UploadBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Analyses that run at once.</summary>
    public int Workers { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Seconds until an analysis is killed.</summary>
    public int AnalysisSeconds { get; set; } = 300;

    /// <summary>Seconds until the opening of a file of a package, or its decompiling, is killed.</summary>
    public int OpeningSeconds { get; set; } = 10;

    /// <summary>Bytes of memory that one analysis may take.</summary>
    public long AnalysisBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>Days that a new token is good for when nothing else is said.</summary>
    public int TokenDays { get; set; } = 90;

    /// <summary>How often a token, or an address without one, may ask.</summary>
    public PortalLimits Limits { get; } = new();

    /// <summary>Addresses of proxies that are believed when they say whom they speak for; none is believed when empty.</summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>Origins of other sites whose pages may use the API with a token, <c>https://host</c>; none when empty.</summary>
    public IList<string> CorsOrigins { get; } = [];

    /// <summary><c>json</c>: one object a line; <c>simple</c>: one text a line.</summary>
    public string LogFormat { get; set; } = "json";

    /// <summary>Bytes that must be free where the data folder lies; with less the server says that it is not ready.</summary>
    public long FreeBytes { get; set; } = 512L * 1024 * 1024;
}

/// <summary>Requests that are allowed in a minute, for each token or address; 0 sets no limit.</summary>
public sealed class PortalLimits
{
    /// <summary>Pages and answers.</summary>
    public int ReadsPerMinute { get; set; } = 1200;

    /// <summary>Searches.</summary>
    public int SearchesPerMinute { get; set; } = 300;

    /// <summary>Packages that are handed in or asked for.</summary>
    public int SubmissionsPerMinute { get; set; } = 60;

    /// <summary>Tries to sign in, and requests with a token that is none.</summary>
    public int SignInsPerMinute { get; set; } = 20;
}
