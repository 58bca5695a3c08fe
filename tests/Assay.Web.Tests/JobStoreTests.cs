using Assay.Web.Hosting;
using Assay.Web.Jobs;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Tests;

public sealed class JobStoreTests : IDisposable
{
    private readonly DataDirectory _data = new(Directory.CreateTempSubdirectory("assay-store-").FullName);

    public void Dispose() => Directory.Delete(_data.Root, recursive: true);

    [Fact]
    public void What_ran_when_the_server_ended_waits_again_in_its_old_place_until_it_was_begun_too_often()
    {
        string first, second;
        using (var database = new PortalDatabase(_data))
        {
            var store = new JobStore(database, TimeProvider.System);
            first = store.Add(New("first"), 10)!.Job.Id;
            second = store.Add(New("second"), 10)!.Job.Id;
            Assert.Equal(first, store.Begin()?.Job.Id);
        }

        for (var attempt = 2; attempt <= 3; attempt++)
        {
            using var database = new PortalDatabase(_data);
            var store = new JobStore(database, TimeProvider.System);
            var (requeued, failed) = store.Recover(3, "too often");
            Assert.Equal((1, 0), (requeued, failed.Count));
            Assert.Equal((0, 1), (store.Ahead(store.Find(first)!), store.Ahead(store.Find(second)!)));
            var begun = store.Begin()!;
            Assert.Equal((first, attempt), (begun.Job.Id, begun.Job.Attempts));
        }

        using (var database = new PortalDatabase(_data))
        {
            var store = new JobStore(database, TimeProvider.System);
            var (requeued, failed) = store.Recover(3, "too often");
            Assert.Equal((0, first), (requeued, Assert.Single(failed).Id));
            Assert.Equal((JobState.Failed, "too often"), (store.Find(first)!.Job.State, store.Find(first)!.Job.Error));
            Assert.Equal(second, store.Begin()?.Job.Id);
        }
    }

    [Fact]
    public void A_job_that_was_stopped_is_not_blamed_for_it()
    {
        using var database = new PortalDatabase(_data);
        var store = new JobStore(database, TimeProvider.System);
        var name = store.Add(New("stopped"), 10)!.Job.Id;
        store.Begin();
        store.Requeue(name, isCounted: false);

        Assert.Equal((JobState.Queued, 0), (store.Find(name)!.Job.State, store.Find(name)!.Job.Attempts));
    }

    [Fact]
    public void Only_so_many_may_wait()
    {
        using var database = new PortalDatabase(_data);
        var store = new JobStore(database, TimeProvider.System);
        Assert.NotNull(store.Add(New("one"), 1));
        Assert.Null(store.Add(New("two"), 1));
        Assert.NotNull(store.Add(New("known") with { IsDone = true }, 1));
        store.Begin();
        Assert.NotNull(store.Add(New("two"), 1));
    }

    [Fact]
    public void A_job_is_begun_once_however_many_workers_there_are()
    {
        using var database = new PortalDatabase(_data);
        var store = new JobStore(database, TimeProvider.System);
        var added = Enumerable.Range(0, 40).Select(number => store.Add(New($"job {number}"), 100)!.Job.Id).ToArray();
        var begun = new System.Collections.Concurrent.ConcurrentBag<string>();

        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            if (store.Begin() is { } job)
            {
                begun.Add(job.Job.Id);
            }
        });

        Assert.Equal(added.Order(StringComparer.Ordinal), begun.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_database_and_one_of_a_newer_schema_are_refused()
    {
        using (var connection = new SqliteConnection($"Data Source={_data.Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE other (id INTEGER)";
            command.ExecuteNonQuery();
        }

        Assert.Contains("not that of a portal", Assert.Throws<InvalidDataException>(() => new PortalDatabase(_data)).Message, StringComparison.Ordinal);
        File.Delete(_data.Database);
        using (var database = new PortalDatabase(_data))
        {
            database.Write(connection => connection.Execute("PRAGMA user_version = 9999"));
        }

        Assert.Contains("schema 9999", Assert.Throws<InvalidDataException>(() => new PortalDatabase(_data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_throws_changes_nothing()
    {
        using var database = new PortalDatabase(_data);
        var store = new JobStore(database, TimeProvider.System);
        store.Add(New("kept"), 10);

        Assert.Throws<InvalidOperationException>(() => database.Write<int>(connection =>
        {
            connection.Execute("DELETE FROM job");
            throw new InvalidOperationException();
        }));

        Assert.Single(store.Recent(10));
    }

    private static NewJob New(string subject) => new() { Subject = subject, Sha256 = new string('a', 64) };
}
