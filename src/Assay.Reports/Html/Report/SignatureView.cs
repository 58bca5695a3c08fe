using System.Globalization;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Who signed the package and its code, a row for each certificate, and the code that nobody signed.</summary>
internal static class SignatureView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        var signing = report.Signing;
        using (Section.Open(html, "signatures", "Signatures", signing.Signatures == 0 ? null : $"{signing.Signatures:N0}"))
        {
            if (signing.Signers.Count == 0)
            {
                html.Element("p.none", "None found.");
                return;
            }

            Table.Write(html, "Who signed, one row for each certificate", ["Signer", "Signed", "Files", "Outcome", "Time stamps", "Issued by", "Certificate ends", "Certificate (SHA-256)"],
                signing.Signers.Select(IReadOnlyList<string?> (signer) =>
                [
                    SignatureText.Name(signer), Section.Words(SignatureText.Role(signer.Role)), signer.Files.ToString("N0", CultureInfo.InvariantCulture), Section.Words(SignatureText.Of(signer.Status, signer.Trust).Words),
                    Section.Words(SignatureText.Stamped(signer)), signer.Issuer ?? "not known", SignatureText.Day(signer.NotAfter) ?? "not known", signer.Thumbprint ?? "not known",
                ]));
            if (signing.Signers.Select(signer => SignatureText.Owners(report, signer)).FirstOrDefault(owners => owners.Count > 0) is { } owners)
            {
                html.Element("p.note", "Owners that the repository vouched for: " + string.Join(", ", owners));
            }

            if (SignatureText.Coverage(signing) is { } coverage)
            {
                html.Element("p", coverage);
            }

            WriteUnsigned(signing, html);
        }
    }

    private static void WriteUnsigned(ReportedSigning signing, HtmlWriter html)
    {
        if (signing.Unsigned == 0 || signing.Unsigned == signing.Files)
        {
            return;
        }

        using (html.Element("details.others"))
        {
            html.Element("summary", Quantity.Of(signing.Unsigned, "file with code that nobody signed", "files with code that nobody signed"));
            using (html.Element("ul.hosts"))
            {
                foreach (var name in signing.UnsignedFiles)
                {
                    using (html.Element("li"))
                    {
                        CodeText.Write(html, "code", name);
                    }
                }
            }

            if (signing.Unsigned > signing.UnsignedFiles.Count)
            {
                html.Element("p.note", $"and {Quantity.Of(signing.Unsigned - signing.UnsignedFiles.Count, "more file")}");
            }
        }
    }
}
