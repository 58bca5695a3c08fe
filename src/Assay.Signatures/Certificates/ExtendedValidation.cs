namespace Assay.Signatures.Certificates;

/// <summary>Knows the policies by which authorities mark certificates whose holders they examined closely.</summary>
internal static class ExtendedValidation
{
    private static readonly HashSet<string> Policies = new(StringComparer.Ordinal)
    {
        // CA/Browser Forum: extended validation of code signing.
        "2.23.140.1.3",
        // Authorities' own policies for extended validation.
        "2.16.840.1.114412.2.1",
        "2.16.840.1.114412.3.2",
        "2.16.840.1.113733.1.7.23.6",
        "2.16.840.1.114028.10.1.2",
        "2.16.840.1.114404.1.1.2.4.1",
        "2.16.840.1.114413.1.7.23.3",
        "2.16.840.1.114414.1.7.23.3",
        "1.3.6.1.4.1.4146.1.1",
        "1.3.6.1.4.1.4146.1.2",
        "1.3.6.1.4.1.6449.1.2.1.5.1",
        "1.3.6.1.4.1.6449.1.2.1.6.1",
        "1.2.616.1.113527.2.5.1.1",
    };

    public static bool Is(Certificate certificate)
    {
        foreach (var policy in certificate.Extensions.Policies)
        {
            if (Policies.Contains(policy))
            {
                return true;
            }
        }

        return false;
    }
}
