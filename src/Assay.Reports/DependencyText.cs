using Assay.Model;

namespace Assay.Reports;

/// <summary>The words in which reports speak of dependencies.</summary>
internal static class DependencyText
{
    /// <summary>The known vulnerabilities of the lowest version that is allowed, and the difference between none and not looked up.</summary>
    public static string Vulnerabilities(ReportedDependency dependency) => dependency.Vulnerabilities switch
    {
        null => "not checked",
        [] => "none found",
        var ids => string.Join(", ", ids),
    };
}
