namespace Assay.Model;

/// <summary>The known vulnerabilities of a database, by package. Thread-safe.</summary>
public interface IAdvisories
{
    /// <summary>Names the database in reports, with the day of its newest source.</summary>
    DatedInput Database { get; }

    /// <summary>The sources that were taken together, with the day that each speaks of.</summary>
    IReadOnlyList<DatedInput> Sources { get; }

    /// <summary>Gives the vulnerabilities that name a package in any version, by id; withdrawn statements are not among them.</summary>
    /// <param name="community"><c>nuget</c>, <c>psgallery</c>, or <c>generic</c> for libraries by their upstream name (<c>sqlite</c>, <c>zlib</c>, <c>openssl</c>).</param>
    /// <param name="package">Id in any letter case.</param>
    IReadOnlyList<Vulnerability> Of(string community, string package);
}
