namespace Assay.Model;

/// <summary>Domains whose mail addresses say little about their owner.</summary>
/// <param name="Id">Names the list in reports.</param>
/// <param name="Date">The day that it speaks of, <c>yyyy-MM-dd</c>.</param>
/// <param name="Disposable">Lower-case domains of mail boxes that anybody opens for minutes.</param>
/// <param name="Anonymous">Lower-case domains of services that promise not to know their users.</param>
public sealed record MailDomains(string Id, string Date, IReadOnlyList<string> Disposable, IReadOnlyList<string> Anonymous);
