using Assay.Model;
using Assay.TestInputs;
using Assay.TestInputs.Outputs;
using Assay.Web.Hosting;
using Assay.Web.Pages;
using Assay.Web.Pages.Packages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Assay.Web.Tests;

/// <summary>Every text of the shared list in what the portal writes besides pages: log, badges, feeds. Pages are crawled with <see cref="HostilePackages"/>.</summary>
public sealed class OutputSafetyTests
{
    [Fact]
    public void An_event_of_the_log_is_one_line_whatever_is_in_it()
    {
        foreach (var hostile in HostileStrings.All)
        {
            var output = new StringWriter();
            var entry = new LogEntry<string>(LogLevel.Warning, "Assay", default, hostile.Text, new InvalidOperationException(hostile.Text), (state, _) => state);
            new LineFormatter(new StoppedClock()).Write(entry, null, output);

            var text = output.ToString();
            Assert.True(text.IndexOf('\n', StringComparison.Ordinal) == text.Length - 1, hostile.Name);
            Assert.StartsWith("2026-02-01T12:00:00.000Z warn  Assay: ", text, StringComparison.Ordinal);
            Assert.True(TextChecks.Terminal(text) is null, $"{hostile.Name}: {TextChecks.Terminal(text)}");
        }
    }

    [Fact]
    public void Badges_and_feeds_are_xml_that_runs_nothing()
    {
        foreach (var (name, text) in HostileStrings.All.Select(hostile => (hostile.Name, hostile.Text)))
        {
            var badge = System.Text.Encoding.UTF8.GetString(VerdictBadge.Draw(text, VerdictStatus.Pass, "2026-02-01"));
            var feed = System.Text.Encoding.UTF8.GetString(new AtomFeed
            {
                Id = "urn:x", Title = text, Author = text, Address = "https://example.com/feed.atom", Page = "https://example.com/",
                Entries = [new AtomEntry("urn:y", text, "2026-02-01T00:00:00Z", "https://example.com/x", text)],
            }.Write());

            Assert.True(TextChecks.Xml(badge) is null, $"{name}: {TextChecks.Xml(badge)}");
            Assert.True(TextChecks.Xml(feed) is null, $"{name}: {TextChecks.Xml(feed)}");
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
