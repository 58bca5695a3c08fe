namespace Assay.Signatures.Certificates;

/// <summary>Certificates that are not accepted: those that the user names, and a few whose keys are publicly known to be in other hands.</summary>
internal sealed class DeniedCertificates
{
    private readonly HashSet<string> _thumbprints;
    private readonly Dictionary<string, (string Issuer, string Reason)> _serials = new(StringComparer.Ordinal);

    public DeniedCertificates(IEnumerable<string> thumbprints)
    {
        _thumbprints = new HashSet<string>(thumbprints, StringComparer.OrdinalIgnoreCase);
        foreach (var line in BundledData.Lines("denied.txt"))
        {
            var fields = line.Split(" | ");
            _serials[fields[0]] = (fields[1], fields[2]);
        }
    }

    /// <summary>Why a certificate is not accepted; null when it is not on the list.</summary>
    public string? Find(Certificate certificate)
    {
        if (_thumbprints.Count > 0 && _thumbprints.Contains(certificate.Thumbprint))
        {
            return "settings";
        }

        return _serials.TryGetValue(certificate.Serial, out var denied) && certificate.Issuer.DisplayName?.Contains(denied.Issuer, StringComparison.OrdinalIgnoreCase) == true ? denied.Reason : null;
    }
}
